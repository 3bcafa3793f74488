/** A lineage in steps: what makes or ends something stands; lots and transfers are on the way. */

import type { SubjectInput } from "../../api/generated/graphql";
import {
  idOfEvent,
  idOfLot,
  Index,
  isSubjectEvent,
  isSubjectLot,
  stopOfEvent,
  stopOfLot,
  type Answer,
  type EventShown,
  type Flow,
  type Shown,
} from "./shown.ts";

type Way = Pick<Flow, "from" | "lots" | "transfers">;

export function stepsOf(answer: Answer, subject: SubjectInput): Shown {
  const index = new Index(answer);
  const alone = standing(index, subject);
  const passing = (event: EventShown) => passes(index, event) && !isSubjectEvent(subject, event);

  /** How a lot came from where it was made, through every hand in between. */
  function wayTo(lot: string): Way {
    const lots = [lot];
    const transfers: EventShown[] = [];
    for (let now = lot; ; ) {
      const maker = index.events.get(index.makers.get(now)?.[0]?.event ?? "");
      if (alone.has(now) || !maker) return { from: idOfLot(now), lots, transfers };
      if (!passing(maker)) return { from: idOfEvent(maker.key), lots, transfers };
      transfers.unshift(maker);
      now = index.drawn.get(maker.key)![0]!.lot;
      lots.unshift(now);
    }
  }

  const flows: Flow[] = [];
  for (const { lot, event, reoKg, supported, ofSubject = [] } of answer.inputs) {
    const user = index.events.get(event);
    if (!user || passing(user)) continue;
    const end = { id: `${lot} > ${event}`, to: idOfEvent(event), kg: reoKg, ofSubject };
    flows.push({ ...end, supported, ...wayTo(lot) });
  }
  for (const { event, lot, reoKg, ofSubject = [] } of answer.outputs) {
    const maker = index.events.get(event);
    if (!alone.has(lot) || !maker) continue;
    const end = { id: `${event} > ${lot}`, to: idOfLot(lot), kg: reoKg, ofSubject };
    if (passing(maker)) {
      const draw = index.drawn.get(event)![0]!;
      const way = wayTo(draw.lot);
      const { supported } = draw;
      flows.push({ ...end, from: way.from, supported, lots: [...way.lots, lot], transfers: [...way.transfers, maker] });
    } else {
      flows.push({ ...end, from: idOfEvent(event), supported: true, lots: [lot], transfers: [] });
    }
  }
  return {
    stops: [
      ...answer.lots.filter(({ key }) => alone.has(key)).map((lot) => stopOfLot(index, subject, lot)),
      ...answer.events.filter((event) => !passing(event)).map((event) => stopOfEvent(index, subject, event)),
    ],
    flows,
  };
}

/** Whether an event only hands one lot over: where it takes or gives several, who knows which became which. */
function passes({ drawn, made, hidden }: Index, { key, kind, hasMore }: EventShown): boolean {
  if (kind !== "TRANSFER" || hasMore || hidden.has(idOfEvent(key))) return false;
  return drawn.get(key)?.length === 1 && made.get(key)?.length === 1;
}

/** The lots that are no mere way: made by none or by several, used by none, asked about, or going on. */
function standing(index: Index, subject: SubjectInput): Set<string> {
  const alone = new Set<string>();
  for (const lot of index.lots.values()) {
    const made = index.makers.get(lot.key)?.length ?? 0;
    const goesOn = lot.hasMore || index.hidden.has(idOfLot(lot.key));
    if (made !== 1 || !index.users.has(lot.key) || goesOn || isSubjectLot(subject, lot)) alone.add(lot.key);
  }
  // Hands that pass a lot round in a circle have no beginning: one of its lots is it.
  const done = new Set<string>();
  for (const lot of index.lots.keys()) {
    const here = new Set<string>();
    for (let now: string | undefined = lot; now && !alone.has(now) && !done.has(now); ) {
      if (here.has(now)) {
        alone.add(now);
        break;
      }
      here.add(now);
      const maker: EventShown | undefined = index.events.get(index.makers.get(now)?.[0]?.event ?? "");
      now = maker && passes(index, maker) ? index.drawn.get(maker.key)?.[0]?.lot : undefined;
    }
    here.forEach((one) => done.add(one));
  }
  return alone;
}
