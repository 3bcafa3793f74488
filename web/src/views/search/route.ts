import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { root } from "../../frame/root";

export interface SearchSought {
  lang?: "en" | "zh";
  q?: string;
}

export const search = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: (search: Record<string, unknown>): SearchSought =>
    typeof search["q"] === "string" ? { q: search["q"] } : {},
  component: lazyRouteComponent(() => import("./Search"), "Found"),
});
