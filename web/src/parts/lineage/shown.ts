/** A lineage as a graph: what stands in it, and what flows between. */

import type { LineageShownFragment, SubjectInput } from "../../api/generated/graphql";

export type Answer = LineageShownFragment;
export type LotShown = Answer["lots"][number];
export type EventShown = Answer["events"][number];

/** A lot or an event that is drawn. */
export interface Stop {
  id: string;
  lot?: LotShown;
  event?: EventShown;
  /** Whether it is what is asked about. */
  subject: boolean;
  /** Whether the lineage goes on behind it. */
  more: boolean;
  /** How many next to it are not shown, for whichever reason. */
  hidden: number;
}

/** Material on its way from one to another. */
export interface Flow {
  id: string;
  from: string;
  to: string;
  kg: number;
  /** What of the subject is in it, by status as it stood there; known upstream. */
  ofSubject: NonNullable<Answer["inputs"][number]["ofSubject"]>;
  /** Whether whoever drew could hold it. */
  supported: boolean;
  /** The lots it was, first to last; each was handed over to become the next. */
  lots: readonly string[];
  transfers: readonly EventShown[];
}

export interface Shown {
  stops: readonly Stop[];
  flows: readonly Flow[];
}

export const idOfLot = (key: string) => `lot:${key}`;
export const idOfEvent = (key: string) => `event:${key}`;

export function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const same = found.get(by(one));
    if (same) same.push(one);
    else found.set(by(one), [one]);
  }
  return found;
}

/** An answer by its keys. */
export class Index {
  readonly lots: ReadonlyMap<string, LotShown>;
  readonly events: ReadonlyMap<string, EventShown>;
  /** Who claims to have made a lot, and who drew on it. */
  readonly makers: ReadonlyMap<string, Answer["outputs"]>;
  readonly users: ReadonlyMap<string, Answer["inputs"]>;
  /** What an event drew and made. */
  readonly drawn: ReadonlyMap<string, Answer["inputs"]>;
  readonly made: ReadonlyMap<string, Answer["outputs"]>;
  /** How many next to a lot or event are not shown, by its id here. */
  readonly hidden: ReadonlyMap<string, number>;

  constructor(answer: Answer) {
    this.lots = new Map(answer.lots.map((lot) => [lot.key, lot]));
    this.events = new Map(answer.events.map((event) => [event.key, event]));
    this.makers = grouped(answer.outputs, ({ lot }) => lot);
    this.users = grouped(answer.inputs, ({ lot }) => lot);
    this.drawn = grouped(answer.inputs, ({ event }) => event);
    this.made = grouped(answer.outputs, ({ event }) => event);
    this.hidden = new Map(
      answer.hiddenAt.map(({ at: { label, key }, inputs, outputs }) => [
        label === "LOT" ? idOfLot(key) : idOfEvent(key),
        inputs + outputs,
      ]),
    );
  }
}

export function isSubjectLot(subject: SubjectInput, lot: LotShown): boolean {
  return subject.lot === lot.key;
}

/** A shipment is the exports it was declared with; under a licence all exports are. */
export function isSubjectEvent(subject: SubjectInput, event: EventShown): boolean {
  if (subject.event) return subject.event === event.key;
  if (event.kind !== "EXPORT") return false;
  if (subject.declaration) return event.declaration?.key === subject.declaration;
  return Boolean(subject.licence);
}

export function stopOfLot({ hidden }: Index, subject: SubjectInput, lot: LotShown): Stop {
  const id = idOfLot(lot.key);
  const more = lot.hasMore;
  return { id, lot, subject: isSubjectLot(subject, lot), more, hidden: hidden.get(id) ?? 0 };
}

export function stopOfEvent({ hidden }: Index, subject: SubjectInput, event: EventShown): Stop {
  const id = idOfEvent(event.key);
  const more = event.hasMore;
  return { id, event, subject: isSubjectEvent(subject, event), more, hidden: hidden.get(id) ?? 0 };
}

/** Every lot and every event, and each draw and claim between them. */
export function everyTransfer(answer: Answer, subject: SubjectInput): Shown {
  const index = new Index(answer);
  const one = { transfers: [] };
  return {
    stops: [
      ...answer.lots.map((lot) => stopOfLot(index, subject, lot)),
      ...answer.events.map((event) => stopOfEvent(index, subject, event)),
    ],
    flows: [
      ...answer.inputs.map(({ lot, event, reoKg, supported, ofSubject = [] }) => ({
        ...one,
        id: `${lot} > ${event}`,
        from: idOfLot(lot),
        to: idOfEvent(event),
        kg: reoKg,
        ofSubject,
        supported,
        lots: [lot],
      })),
      ...answer.outputs.map(({ event, lot, reoKg, ofSubject = [] }) => ({
        ...one,
        id: `${event} > ${lot}`,
        from: idOfEvent(event),
        to: idOfLot(lot),
        kg: reoKg,
        ofSubject,
        supported: true,
        lots: [lot],
      })),
    ],
  };
}

/** Two answers as one; what both hold is the first one's, but for what one of them knows to go on. */
export function joined(one: Answer, other: Answer): Answer {
  const outputs = new Map([...other.outputs, ...one.outputs].map((out) => [`${out.event}>${out.lot}`, out]));
  const inputs = new Map([...other.inputs, ...one.inputs].map((put) => [`${put.lot}>${put.event}`, put]));
  const things = new Set([...one.lots, ...one.events].map(({ key }) => key));
  const others = new Set([...other.lots, ...other.events].map(({ key }) => key));
  const still = new Set(one.hiddenAt.map(({ at }) => at.key));
  return {
    ...one,
    truncated: one.truncated || other.truncated,
    // Where one of them shows what is next to a thing, it is hidden no more.
    hiddenAt: [
      ...one.hiddenAt.filter(({ at }) => !others.has(at.key)),
      ...other.hiddenAt.filter(({ at }) => !things.has(at.key) || still.has(at.key)),
    ],
    lots: union(one.lots, other.lots),
    events: union(one.events, other.events),
    inputs: [...inputs.values()],
    outputs: [...outputs.values()],
  };
}

function union<T extends { key: string; hasMore: boolean }>(one: readonly T[], other: readonly T[]): T[] {
  const found = new Map(one.map((thing) => [thing.key, thing]));
  for (const thing of other) {
    const before = found.get(thing.key);
    found.set(thing.key, before ? { ...before, hasMore: before.hasMore && thing.hasMore } : thing);
  }
  return [...found.values()];
}
