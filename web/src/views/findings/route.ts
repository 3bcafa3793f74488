/** Findings as narrowed by their address, and one of them. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import type { FindingFilter, FindingOrder, FindingStatus, Severity } from "../../api/generated/graphql";
import { root } from "../../frame/root";

const SEVERITIES: readonly string[] = ["CRITICAL", "MAJOR", "MINOR", "INFO"] satisfies Severity[];
const STATUSES: readonly string[] = ["OPEN", "CONFIRMED", "DISMISSED"] satisfies FindingStatus[];
export const ORDERS = ["SEVERITY", "MASS", "DAY", "FIRST_SEEN"] as const satisfies FindingOrder[];

/** What narrows a list: of each several values, between commas. */
export interface FindingsSearch {
  lang?: "en" | "zh";
  severity?: string;
  status?: string;
  code?: string;
  region?: string;
  enterprise?: string;
  q?: string;
  /** Found first on this day or later. */
  since?: string;
  gone?: "yes";
  order?: FindingOrder;
  /** The one whose details are shown beside. */
  open?: string;
}

const TEXTS = ["severity", "status", "code", "region", "enterprise", "q", "since", "open"] as const;

function validateSearch(search: Record<string, unknown>): FindingsSearch {
  const texts = TEXTS.flatMap((name) => (typeof search[name] === "string" ? [[name, search[name]]] : []));
  const order = ORDERS.find((one) => one === search["order"]);
  return {
    ...Object.fromEntries(texts),
    ...(order ? { order } : {}),
    ...(search["gone"] === "yes" ? { gone: "yes" } : {}),
  };
}

export function valuesOf(text: string | undefined): string[] {
  return text ? text.split(",").filter(Boolean) : [];
}

/** The filter that an address asks for. */
export function filterOf(search: FindingsSearch): FindingFilter {
  const { severity, status, code, region, enterprise, q, since, gone } = search;
  const of = (text: string | undefined, known: readonly string[]) =>
    valuesOf(text).filter((one) => known.includes(one));
  const day = since && /^\d{4}-\d\d-\d\d$/.test(since) ? since : undefined;
  return {
    severities: of(severity, SEVERITIES) as Severity[],
    statuses: of(status, STATUSES) as FindingStatus[],
    codes: valuesOf(code),
    region: region ?? null,
    enterprise: enterprise ?? null,
    text: q || null,
    firstSeenFrom: day ? `${day}T00:00:00+08:00` : null,
    gone: gone === "yes" ? null : false,
  };
}

export const findings = createRoute({
  getParentRoute: () => root,
  path: "/findings",
  validateSearch,
  component: lazyRouteComponent(() => import("./Findings"), "Findings"),
});

export const finding = createRoute({
  getParentRoute: () => root,
  path: "/findings/$id",
  component: lazyRouteComponent(() => import("./Finding"), "Finding"),
});
