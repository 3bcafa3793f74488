import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { root } from "../../frame/root";

export const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("./Home"), "Home"),
});
