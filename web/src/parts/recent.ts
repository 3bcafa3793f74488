/** What somebody looked at last, in this browser alone, and forgotten when another signs in. */

import type { Thing } from "./addresses";

const KEPT = "recent";
const WHOSE = "recent-of";
const MOST = 8;

export function recent(): readonly Thing[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as Thing[];
  } catch {
    return [];
  }
}

/** Keep what is looked at now before what was looked at earlier. */
export function remember({ label, key }: Thing): void {
  const others = recent().filter((one) => one.label !== label || one.key !== key);
  localStorage.setItem(KEPT, JSON.stringify([{ label, key }, ...others].slice(0, MOST)));
}

/** Forget all that this browser kept of what was asked. */
export function forget(): void {
  for (const name of Object.keys(localStorage)) {
    if (name === KEPT || name.startsWith("batch-")) localStorage.removeItem(name);
  }
}

/** Forget what another one looked at here. */
export function belongsTo(name: string): void {
  if (localStorage.getItem(WHOSE) === name) return;
  forget();
  localStorage.setItem(WHOSE, name);
}
