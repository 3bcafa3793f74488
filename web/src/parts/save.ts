/** Files that a view gives away: tables for spreadsheets, and the same as JSON. */

export type Cell = string | number | null | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** Give a file to whoever looks. */
export function save(name: string, type: string, body: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([body], { type }));
  link.download = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Rows under the names of the first one's fields, as spreadsheets read them in any language. */
export function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A spreadsheet works out what begins like a formula: it gets an apostrophe, and is read. */
function cell(value: Cell): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
