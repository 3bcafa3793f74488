/** What of a lineage is asked for and how it is shown: all of it fits into an address. */

import type { EventKind, LineageDirection, SubjectInput } from "../../api/generated/graphql";
import domain from "../../words/domain.json";

export interface LineageState {
  dir?: "down";
  from?: string;
  to?: string;
  kinds?: string;
  /** What was opened and what was folded, by id, each percent-encoded. */
  open?: string;
  fold?: string;
  as?: "graph" | "table";
  show?: "all";
}

/** So many lots and events are drawn. */
export const MOST = 2_000;

export const KINDS = Object.keys(domain.en.event_kind) as EventKind[];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A state from an address; what makes no sense there is left out. */
export function stateIn(search: Record<string, unknown>): LineageState {
  const { dir, from, to, kinds, open, fold, as, show } = search;
  const known = kindsIn({ kinds: String(kinds ?? "") });
  return {
    ...(dir === "down" ? { dir } : {}),
    ...(typeof from === "string" && DAY.test(from) ? { from } : {}),
    ...(typeof to === "string" && DAY.test(to) ? { to } : {}),
    ...(known.length ? { kinds: known.join(",") } : {}),
    ...(typeof open === "string" && open ? { open } : {}),
    ...(typeof fold === "string" && fold ? { fold } : {}),
    ...(as === "graph" || as === "table" ? { as } : {}),
    ...(show === "all" ? { show } : {}),
  };
}

export function kindsIn({ kinds }: LineageState): EventKind[] {
  const asked = new Set(kinds?.split(","));
  return KINDS.filter((kind) => asked.has(kind));
}

export function listed(text: string | undefined): string[] {
  return text ? text.split(",").map(decodeURIComponent) : [];
}

export function list(ids: readonly string[]): string | undefined {
  return ids.length ? ids.map(encodeURIComponent).join(",") : undefined;
}

export function asking(subject: SubjectInput, state: LineageState) {
  const kinds = kindsIn(state);
  return {
    subject,
    direction: (state.dir === "down" ? "DOWNSTREAM" : "UPSTREAM") as LineageDirection,
    maxNodes: MOST,
    from: state.from ?? null,
    to: state.to ?? null,
    eventKinds: kinds.length ? kinds : null,
    upstream: state.dir !== "down",
  };
}

/** What is one step behind a lot or an event, whatever is left out elsewhere. */
export function askingBehind(id: string, { dir }: LineageState) {
  const [kind, ...key] = id.split(":");
  const subject: SubjectInput = kind === "lot" ? { lot: key.join(":") } : { event: key.join(":") };
  // How much of it is in what was asked about first, nobody asked.
  return { ...asking(subject, dir ? { dir } : {}), depth: 1, upstream: false };
}

/** Whether it is the lineage that comes with a verdict: upstream, and all of it. */
export function isWhole({ dir, from, to, kinds }: LineageState): boolean {
  return !dir && !from && !to && !kinds;
}

const SUBJECTS = ["declaration", "lot", "licence", "event"] as const;

/** The subject that an address names. */
export function subjectIn(kind: string, key: string): SubjectInput | undefined {
  const known = SUBJECTS.find((one) => one === kind);
  return known && ({ [known]: key } as unknown as SubjectInput);
}

/** The address of a lineage that fills the screen. */
export function addressOf(subject: SubjectInput, state: LineageState): string {
  const [kind, key] = Object.entries(subject)[0]!;
  const given = Object.entries(state).filter(([, value]) => value);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/lineage/${kind}/${encodeURIComponent(String(key))}${search && `?${search}`}`;
}
