/** A pasted list: up to a hundred numbers in the address, more of them kept in the browser. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { root } from "../../frame/root";

export const SORTS = ["unlawfulKg", "unverifiedKg", "lawfulKg", "reoKg"] as const;
export type Sort = (typeof SORTS)[number];

export interface BatchSearch {
  lang?: "en" | "zh";
  keys?: string;
  sort?: Sort;
  custody?: "segregated";
}

function validateSearch(search: Record<string, unknown>): BatchSearch {
  const sort = SORTS.find((one) => one === search["sort"]);
  return {
    ...(typeof search["keys"] === "string" ? { keys: search["keys"] } : {}),
    ...(sort ? { sort } : {}),
    ...(search["custody"] === "segregated" ? { custody: "segregated" } : {}),
  };
}

export const batch = createRoute({
  getParentRoute: () => root,
  path: "/batch",
  validateSearch,
  component: lazyRouteComponent(() => import("./Batch"), "Addressed"),
});

export const keptBatch = createRoute({
  getParentRoute: () => root,
  path: "/batch/$id",
  validateSearch,
  component: lazyRouteComponent(() => import("./Batch"), "Kept"),
});
