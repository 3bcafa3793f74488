/** Lists of numbers as people paste them, and where a list is shown. */

const MOST_IN_ADDRESS = 100;
const KEPT = "batch-";

/** The numbers and names of a text, each once: one a line, or between commas. */
export function pasted(text: string): string[] {
  const parts = text.split(/[\n\r\t,，;；、]+/).map((part) => part.trim());
  return [...new Set(parts.filter(Boolean))];
}

/** The address of a list; one too long for an address is kept in this browser. */
export function batchAddress(keys: readonly string[]): string {
  if (keys.length <= MOST_IN_ADDRESS) return `/batch?keys=${keys.map(encodeURIComponent).join(",")}`;
  const id = crypto.randomUUID();
  localStorage.setItem(KEPT + id, JSON.stringify(keys));
  return `/batch/${id}`;
}

/** A list that was kept; nothing where it was in another browser, or is forgotten. */
export function keptBatch(id: string): string[] | undefined {
  const kept = localStorage.getItem(KEPT + id);
  return kept === null ? undefined : (JSON.parse(kept) as string[]);
}
