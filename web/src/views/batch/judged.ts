/** What each number of a list is, and the verdict on it: asked in portions, in the order pasted. */

import { useQuery } from "@tanstack/react-query";

import { ask } from "../../api/ask";
import type { AskError } from "../../api/errors";
import {
  ResolveDocument,
  VerdictsDocument,
  type CustodyModel,
  type Label,
  type Language,
  type ResolveQuery,
  type SubjectInput,
  type VerdictsQuery,
} from "../../api/generated/graphql";

/** So many texts, and subjects, are asked for at once. */
const PORTION = 250;

type Resolved = ResolveQuery["resolve"][number];
export type BatchVerdict = NonNullable<VerdictsQuery["verdicts"][number]>;

/** A row with a verdict. */
export interface Judged {
  text: string;
  verdict: BatchVerdict;
}

export interface Batch {
  judged: Judged[];
  /** What is no shipment, lot or licence, names several of them, or nothing. */
  others: Resolved[];
  /** Where the same thing was pasted in several ways, it is judged once. */
  repeated: number;
}

const SUBJECTS: Partial<Record<Label, (key: string) => SubjectInput>> = {
  DECLARATION: (declaration) => ({ declaration }),
  LOT: (lot) => ({ lot }),
  EXPORT_LICENCE: (licence) => ({ licence }),
};

export function useBatch(keys: readonly string[], custody: CustodyModel, language: Language) {
  return useQuery<Batch, AskError>({
    queryKey: ["Batch", keys, custody, language],
    queryFn: ({ signal }) => judge(keys, custody, language, signal),
    enabled: keys.length > 0,
  });
}

async function judge(
  keys: readonly string[],
  custody: CustodyModel,
  language: Language,
  signal: AbortSignal,
): Promise<Batch> {
  const resolved: Resolved[] = [];
  for (const texts of portions(keys)) {
    resolved.push(...(await ask(ResolveDocument, { texts, language }, signal)).resolve);
  }
  const asked = new Map<string, { one: Resolved; subject: SubjectInput }>();
  const others: Resolved[] = [];
  let repeated = 0;
  for (const one of resolved) {
    const subjects = one.found.flatMap(({ label, key }) => SUBJECTS[label]?.(key) ?? []);
    const [subject] = subjects;
    if (!subject || subjects.length > 1) {
      others.push(one);
      continue;
    }
    const id = JSON.stringify(subject);
    if (asked.has(id)) repeated += 1;
    else asked.set(id, { one, subject });
  }
  const judged: Judged[] = [];
  for (const portion of portions([...asked.values()])) {
    const subjects = portion.map(({ subject }) => subject);
    const { verdicts } = await ask(VerdictsDocument, { subjects, custody, language }, signal);
    verdicts.forEach((verdict, at) => {
      const { one } = portion[at]!;
      if (verdict) judged.push({ text: one.text, verdict });
      else others.push(one);
    });
  }
  return { judged, others, repeated };
}

function* portions<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += PORTION) yield all.slice(at, at + PORTION);
}
