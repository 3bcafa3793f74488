/** The views that the frame leads to, and the letter that goes there after `g`. */

import type en from "../words/en.json";

export interface Shown {
  to: "/" | "/findings";
  word: keyof (typeof en)["views"];
  letter: string;
}

export const VIEWS: readonly Shown[] = [
  { to: "/", word: "home", letter: "h" },
  { to: "/findings", word: "findings", letter: "f" },
];
