import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { root } from "../../frame/root";

export const record = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/$key",
  component: lazyRouteComponent(() => import("./Record"), "Record"),
});
