/** What the screen is, or that it is paper. */

import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

export const NARROW = "(max-width: 640px)";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      // A page that is printed is not waited for: what is only there in print is there at once.
      const at = () => flushSync(changed);
      media.addEventListener("change", at);
      return () => media.removeEventListener("change", at);
    },
    () => matchMedia(query).matches,
  );
}
