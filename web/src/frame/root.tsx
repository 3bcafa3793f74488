/** The root of all addresses: the frame, and what is shown where nothing is. */

import { createRootRoute } from "@tanstack/react-router";

import { Frame } from "./Frame";
import { Missing, Stale } from "./Missing";

export const root = createRootRoute({
  component: Frame,
  notFoundComponent: Missing,
  errorComponent: Stale,
  validateSearch: (search: Record<string, unknown>): { lang?: "en" | "zh" } =>
    search["lang"] === "en" || search["lang"] === "zh" ? { lang: search["lang"] } : {},
});
