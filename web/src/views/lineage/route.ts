/** The lineage of anything, with the screen for itself; all that is chosen in it is in the address. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { root } from "../../frame/root";
import { stateIn } from "../../parts/lineage/state";

export const lineage = createRoute({
  getParentRoute: () => root,
  path: "/lineage/$kind/$key",
  validateSearch: stateIn,
  component: lazyRouteComponent(() => import("./LineageView"), "LineageView"),
});
