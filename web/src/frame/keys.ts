/** Single keys that act outside of fields, and never while an input method composes. */

import { useEffect, useRef } from "react";

const OFF = "keys-off";

export function keysAreOn(): boolean {
  return localStorage.getItem(OFF) === null;
}

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

function isTyping(event: KeyboardEvent): boolean {
  const at = event.target;
  return (
    event.isComposing ||
    (at instanceof HTMLElement &&
      (at.isContentEditable || at.closest("input, textarea, select, [role=dialog]") !== null))
  );
}

type Keys = Readonly<Record<string, () => void>>;

/** Do what belongs to a key, or to two, one after the other, such as `g h`. */
export function useKeys(keys: Keys): void {
  const kept = useRef(keys);
  kept.current = keys;
  useEffect(() => {
    let before = "";
    function pressed(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const both = `${before} ${event.key}`;
      before = event.key === "g" ? "g" : "";
      const act = kept.current[both] ?? kept.current[event.key];
      // What has a place of its own, as the search field, is reached by its key in any case.
      if (!act || (!keysAreOn() && event.key !== "Escape")) return;
      event.preventDefault();
      act();
    }
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
