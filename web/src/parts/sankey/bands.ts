/** What a subject came from, over which steps: by firm and standing, all masses as the service told them. */

import type { SubjectInput } from "../../api/generated/graphql";
import type { Answer, Flow, Stop } from "../lineage/shown.ts";
import { stepsOf } from "../lineage/steps.ts";
import { columns } from "../lineage/walk.ts";
import type { Standing } from "../Mark";
import { massesOf, STANDINGS } from "../standings.ts";

interface Weight {
  inGrams: number;
  outGrams: number;
}

/** Steps of one kind by one firm, equally far from the origins. */
export interface Place extends Weight {
  id: string;
  /** One of the steps; none where several small ones are told as one. */
  stop: Stop | undefined;
  steps: number;
  subject: boolean;
}

/** What flows from one place to another, in grams of the subject. */
export interface Band {
  id: string;
  from: string;
  to: string;
  grams: Record<Standing, number>;
}

export interface Bands {
  places: Place[];
  bands: Band[];
  /** Grams of the subject: of all that flows into it. */
  grams: number;
  /** How many flows go round in a circle and are not drawn. */
  round: number;
}

/** Places below this share of the subject are told as one. */
const LEAST = 0.01;
const SUBJECT = "subject";
const REST = " rest";

export function bandsOf(answer: Answer, subject: SubjectInput): Bands {
  const { stops, flows } = stepsOf(answer, subject);
  const heavy = flows.filter(({ ofSubject }) => ofSubject.some(({ kg }) => kg > 0));
  const far = columns({ stops, flows: heavy });
  const forward = heavy.filter(({ from, to }) => far.get(from)! < far.get(to)!);
  const own = new Map(stops.map((stop) => [stop.id, placeOf(stop, far.get(stop.id)!)]));
  const weights = weighed(summed(forward, own));
  const grams = weights.get(SUBJECT)?.inGrams ?? 0;

  function merged(id: string): string {
    const place = own.get(id)!;
    const { inGrams = 0, outGrams = 0 } = weights.get(place) ?? {};
    const small = place !== SUBJECT && Math.max(inGrams, outGrams) < LEAST * grams;
    return small ? `${far.get(id)}${REST}` : place;
  }

  const at = new Map(stops.map(({ id }) => [id, merged(id)]));
  const bands = summed(forward, at);
  const places = [...weighed(bands)].map(([id, weight]) => {
    const here = stops.filter((stop) => at.get(stop.id) === id);
    const stop = id.endsWith(REST) ? undefined : here[0];
    return { id, stop, steps: here.length, subject: id === SUBJECT, ...weight };
  });
  return { places, bands: [...bands.values()], grams, round: heavy.length - forward.length };
}

export function total({ grams }: Band): number {
  return STANDINGS.reduce((sum, standing) => sum + grams[standing], 0);
}

function placeOf({ subject, event, lot, id }: Stop, far: number): string {
  if (subject) return SUBJECT;
  if (!event) return `${far} lot ${lot?.holder?.key ?? id}`;
  return `${far} ${event.kind} ${event.process} ${event.enterprise?.key ?? id}`;
}

function summed(flows: readonly Flow[], places: ReadonlyMap<string, string>): Map<string, Band> {
  const found = new Map<string, Band>();
  for (const flow of flows) {
    const from = places.get(flow.from)!;
    const to = places.get(flow.to)!;
    if (from === to) continue;
    const id = `${from} > ${to}`;
    const band = found.get(id) ?? { id, from, to, grams: { lawful: 0, unlawful: 0, unverified: 0 } };
    found.set(id, band);
    const masses = massesOf(flow.ofSubject);
    for (const standing of STANDINGS)
      band.grams[standing] += Math.round(masses[`${standing}Kg`] * 1_000);
  }
  return found;
}

function weighed(bands: ReadonlyMap<string, Band>): Map<string, Weight> {
  const found = new Map<string, Weight>();
  function at(id: string) {
    const weight = found.get(id) ?? { inGrams: 0, outGrams: 0 };
    found.set(id, weight);
    return weight;
  }
  for (const band of bands.values()) {
    at(band.from).outGrams += total(band);
    at(band.to).inGrams += total(band);
  }
  return found;
}
