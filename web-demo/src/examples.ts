// The bundled evidence files, read once when the page loads so that they need no network later.
import type { Example } from "./state.ts";

export interface Examples {
  list: readonly Example[];
  text(file: string): Promise<string>;
}

export async function loadExamples(): Promise<Examples> {
  const list = (await read("index.json").then(JSON.parse)) as Example[];
  const texts = new Map(list.map(({ file }) => [file, read(file)]));
  // A file that fails is reported when somebody chooses it.
  await Promise.allSettled(texts.values());
  return { list, text: (file) => texts.get(file) ?? read(file) };
}

async function read(file: string): Promise<string> {
  const response = await fetch(new URL(`cases/${file}`, document.baseURI));
  if (!response.ok) throw new Error(`cases/${file}: ${response.status} ${response.statusText}`);
  return response.text();
}
