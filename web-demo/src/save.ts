// Files that a person keeps or hands on.

/** Saves a document as JSON, in exactly the bytes that `JSON.stringify` gives. */
export function saveJson(name: string, document_: unknown): void {
  save(name, new Blob([JSON.stringify(document_)], { type: "application/json" }));
}

export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download holds on to the blob; the address is no longer needed once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
