// Addresses, words and offsets: whole, never shortened, and readable.
import { html, nothing, type TemplateResult } from 'lit';

/** Hex in full; the zeros that pad it step back. */
export function hex(value: string): TemplateResult {
  const [, prefix = "", zeros = "", rest = value] = /^(0x)(0{8,})?([0-9a-f]*)$/i.exec(value) ?? [];
  return html`<code class="hex">${prefix}${zeros === "" ? nothing : html`<span class="padding">${zeros}</span>`}${rest}</code>`;
}

/** A sentence of the library, with its hex and `code` set as such. */
export function prose(text: string): (string | TemplateResult)[] {
  return text.split(/(`[^`]+`|0x[0-9a-f]+)/i).map((part, index) => {
    if (index % 2 === 0) return part;
    return part.startsWith("`") ? html`<code class="hex">${part.slice(1, -1)}</code>` : hex(part);
  });
}

/** A byte offset as editors and disassemblers count it. */
export function offset(bytes: number, byte: string): TemplateResult {
  return html`${byte} <code class="hex">${bytes}</code> <span class="aside">(0x${bytes.toString(16)})</span>`;
}
