/** Lays graphs out beside the page, which meanwhile stays quick. */

import { place, type Asked } from "./layout";

addEventListener("message", ({ data: { n, asked } }: MessageEvent<{ n: number; asked: Asked }>) => {
  postMessage({ n, placed: place(asked) });
});
