/** What was seen of a verdict when somebody last looked, kept in this browser alone. */

import { useEffect, useState } from "react";

import type { Asked, Told } from "./subject";

export interface Seen {
  at: string;
  lawfulKg: number;
}

const KEPT = "seen:";
const MOST = 200;

/** What was seen before this look; nothing at the first. */
export function useSeen({ label, of }: Asked, { lawfulKg }: Told): Seen | undefined {
  const key = `${KEPT}${label}:${of}`;
  const [before] = useState(() => read(key));
  useEffect(() => {
    localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), lawfulKg }));
    forgetOldest();
  }, [key, lawfulKg]);
  return before;
}

/** Whoever signs out leaves nothing of what they looked at. */
export function forgetSeen(): void {
  keys().forEach((key) => localStorage.removeItem(key));
}

function keys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
}

function read(key: string): Seen | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function forgetOldest(): void {
  const kept = keys();
  if (kept.length <= MOST) return;
  kept
    .sort((a, b) => (read(a)?.at ?? "").localeCompare(read(b)?.at ?? ""))
    .slice(0, kept.length - MOST)
    .forEach((key) => localStorage.removeItem(key));
}
