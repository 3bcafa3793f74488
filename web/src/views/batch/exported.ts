/** A list as it leaves: kilograms to the gram, what has no verdict included. */

import type { Row } from "../../parts/save";
import type { Batch, Judged } from "./judged";

export function exported(judged: readonly Judged[], others: Batch["others"]): Row[] {
  return [
    ...judged.map(({ text, verdict }): Row => ({
      asked: text,
      kind: verdict.subject.label,
      number: verdict.subject.key,
      conclusion: verdict.conclusion,
      advice: verdict.clearance,
      reoKg: verdict.reoKg,
      lawfulKg: verdict.lawfulKg,
      unlawfulKg: verdict.unlawfulKg,
      unverifiedKg: verdict.unverifiedKg,
      lawfulMinKg: verdict.lawfulMinKg,
      lawfulMaxKg: verdict.lawfulMaxKg,
      headline: verdict.headline,
      reasons: verdict.clearanceReasons.join("; "),
      truncated: String(verdict.truncated),
      settledAt: verdict.settledAt,
    })),
    ...others.map(({ text, found }): Row => ({
      asked: text,
      kind: found.length === 1 ? found[0]!.label : null,
      number: found.length === 1 ? found[0]!.key : null,
      conclusion: null,
      advice: null,
      reoKg: null,
      lawfulKg: null,
      unlawfulKg: null,
      unverifiedKg: null,
      lawfulMinKg: null,
      lawfulMaxKg: null,
      headline: null,
      reasons: null,
      truncated: null,
      settledAt: null,
    })),
  ];
}
