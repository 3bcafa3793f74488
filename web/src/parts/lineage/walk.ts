/** Going about in a graph: who is beside whom, what is folded away, in which order it is told. */

import { grouped, type Flow, type Shown, type Stop } from "./shown.ts";

export interface Beside {
  /** What flows into each, and out of each. */
  into: ReadonlyMap<string, readonly Flow[]>;
  out: ReadonlyMap<string, readonly Flow[]>;
}

export function beside({ flows }: Shown): Beside {
  return {
    into: grouped(flows, ({ to }) => to),
    out: grouped(flows, ({ from }) => from),
  };
}

export interface Folded extends Shown {
  /** How many stops are folded away behind each. */
  behind: ReadonlyMap<string, number>;
}

/** Leave out what is reached only through what is folded; `up` says which way the lineage goes. */
export function fold(shown: Shown, folded: ReadonlySet<string>, up: boolean): Folded {
  const there = new Set(shown.stops.map(({ id }) => id));
  const closed = new Set([...folded].filter((id) => there.has(id)));
  if (!closed.size) return { ...shown, behind: new Map() };
  const { into, out } = beside(shown);
  const next = (id: string) =>
    up ? (into.get(id) ?? []).map(({ from }) => from) : (out.get(id) ?? []).map(({ to }) => to);

  function reach(starts: Iterable<string>, through: (id: string) => boolean): Set<string> {
    const found = new Set(starts);
    for (const id of found) if (through(id)) next(id).forEach((one) => found.add(one));
    return found;
  }

  const ends = shown.stops.filter(({ id, subject }) => subject || !(up ? out : into).has(id));
  const starts = reach(ends.map(({ id }) => id), () => true);
  // What goes round without an end belongs to no fold.
  const rest = shown.stops.filter(({ id }) => !starts.has(id));
  const seen = reach([...ends, ...rest].map(({ id }) => id), (id) => !closed.has(id));
  const behind = new Map<string, number>();
  for (const id of closed) {
    if (!seen.has(id)) continue;
    const away = [...reach(next(id), () => true)].filter((one) => !seen.has(one)).length;
    if (away) behind.set(id, away);
  }
  return {
    stops: shown.stops.filter(({ id }) => seen.has(id)),
    flows: shown.flows.filter(({ from, to }) => seen.has(from) && seen.has(to)),
    behind,
  };
}

/** How far each is from the first: the longest way, counting none twice that goes round. */
export function columns({ stops, flows }: Shown): Map<string, number> {
  const { out } = beside({ stops, flows });
  const waits = new Map(stops.map(({ id }) => [id, 0]));
  for (const { to } of flows) waits.set(to, (waits.get(to) ?? 0) + 1);
  const found = new Map<string, number>();
  const ready = stops.filter(({ id }) => !waits.get(id)).map(({ id }) => id);
  const left = new Set(stops.map(({ id }) => id));
  while (left.size) {
    // Where all that is left goes round, the first of it begins.
    const id = ready.pop() ?? [...left][0]!;
    if (!left.delete(id)) continue;
    const at = found.get(id) ?? 0;
    found.set(id, at);
    for (const { to } of out.get(id) ?? []) {
      if (!left.has(to)) continue;
      found.set(to, Math.max(found.get(to) ?? 0, at + 1));
      waits.set(to, waits.get(to)! - 1);
      if (!waits.get(to)) ready.push(to);
    }
  }
  return found;
}

/** How many stand one above the other, where most do. */
export function tallest(shown: Shown): number {
  const at = new Map<number, number>();
  for (const column of columns(shown).values()) at.set(column, (at.get(column) ?? 0) + 1);
  return Math.max(0, ...at.values());
}

/** Stops in the order they are told: from where it began, by day. */
export function inOrder(shown: Shown): Stop[] {
  const at = columns(shown);
  return [...shown.stops].sort(
    (a, b) =>
      at.get(a.id)! - at.get(b.id)! ||
      (a.event?.date ?? "").localeCompare(b.event?.date ?? "") ||
      a.id.localeCompare(b.id),
  );
}
