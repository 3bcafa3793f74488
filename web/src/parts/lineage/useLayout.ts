/** A graph's layout, from a worker; the one before is shown until the next is there. */

import { useEffect, useRef, useState } from "react";

import type { Asked, Placed } from "./layout";

export interface LaidOut {
  of: Asked;
  placed: Placed;
}

export function useLayout(asked: Asked): LaidOut | undefined {
  const [found, find] = useState<LaidOut>();
  const worker = useRef<Worker>(undefined);
  useEffect(() => () => {
    worker.current?.terminate();
    worker.current = undefined;
  }, []);
  useEffect(() => {
    worker.current ??= new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    const at = worker.current;
    const n = performance.now();
    function placed({ data }: MessageEvent<{ n: number; placed: Placed }>) {
      if (data.n === n) find({ of: asked, placed: data.placed });
    }
    at.addEventListener("message", placed);
    at.postMessage({ n, asked });
    return () => at.removeEventListener("message", placed);
  }, [asked]);
  return found;
}
