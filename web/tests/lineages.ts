/** Small lineages, as the service would tell them. */

import type { Answer } from "../src/parts/lineage/shown.ts";

type Event = Answer["events"][number];
type Status = Answer["inputs"][number]["ofSubject"];

/** `"extraction:E1 > A 5, A > transfer:T1 5"`: what made or drew how many kilograms of what. */
export function told(text: string, ofSubject: (kg: number) => Status = () => []): Answer {
  const flows = text.split(",").map((one) => {
    const [, from = "", to = "", kg = ""] = /^\s*(\S+) > (\S+) (\S+)\s*$/.exec(one)!;
    return { from, to, reoKg: Number(kg), ofSubject: ofSubject(Number(kg)) };
  });
  const names = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const isEvent = (name: string) => name.includes(":");
  return {
    truncated: false,
    hidden: 0,
    hiddenAt: [],
    settledAt: null,
    waiting: false,
    lots: [...names].filter((name) => !isEvent(name)).map(lot),
    events: [...names].filter(isEvent).map(event),
    inputs: flows
      .filter(({ to }) => isEvent(to))
      .map(({ from, to, ...rest }) => ({ lot: from, event: to, supported: true, ...rest })),
    outputs: flows
      .filter(({ from }) => isEvent(from))
      .map(({ from, to, ...rest }) => ({ event: from, lot: to, ...rest })),
  };
}

function lot(key: string): Answer["lots"][number] {
  return { key, hasMore: false, onRecord: true, product: null, reoKg: null, holder: null, statuses: [] };
}

function event(key: string): Event {
  const [kind = ""] = key.split(":");
  return {
    key,
    number: key,
    hasMore: false,
    onRecord: true,
    kind: kind.toUpperCase() as Event["kind"],
    date: null,
    process: null,
    enterprise: { key: `firm of ${key}`, name: null, nameEn: null },
    buyer: null,
    declaration: kind === "export" ? { key: "D" } : null,
    region: null,
  };
}
