/** All addresses. A view is a folder with a route of its own; its code is fetched when it is shown. */

import { createRouter } from "@tanstack/react-router";

import { root } from "./frame/root";
import { batch, keptBatch } from "./views/batch/route";
import { finding, findings } from "./views/findings/route";
import { home } from "./views/home/route";
import { lineage } from "./views/lineage/route";
import { record } from "./views/records/route";
import { search } from "./views/search/route";
import { licence, lot, shipment } from "./views/verdict/route";

const tree = root.addChildren([
  home,
  shipment,
  lot,
  licence,
  lineage,
  search,
  batch,
  keptBatch,
  findings,
  finding,
  record,
]);

export function createPageRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: "intent",
    scrollRestoration: true,
    parseSearch: read,
    stringifySearch: write,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}

// Everything in an address is text: as a number, one of 18 digits would be another one.
function read(text: string): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(text));
}

function write(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
