/** A verdict on a shipment, a lot, or all shipments under a licence: one view, three addresses. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { root } from "../../frame/root";

export interface VerdictSearch {
  lang?: "en" | "zh";
  custody?: "segregated";
}

function validateSearch(search: Record<string, unknown>): VerdictSearch {
  return search["custody"] === "segregated" ? { custody: "segregated" } : {};
}

export const shipment = createRoute({
  getParentRoute: () => root,
  path: "/shipments/$number",
  validateSearch,
  component: lazyRouteComponent(() => import("./Verdict"), "Shipment"),
});

export const lot = createRoute({
  getParentRoute: () => root,
  path: "/lots/$number",
  validateSearch,
  component: lazyRouteComponent(() => import("./Verdict"), "Lot"),
});

export const licence = createRoute({
  getParentRoute: () => root,
  path: "/licences/$number",
  validateSearch,
  component: lazyRouteComponent(() => import("./Verdict"), "Licence"),
});
