/** Sums of what stands lawful, unlawful and unverified. */

import type { Status } from "../api/generated/graphql";
import domain from "../words/domain.json" with { type: "json" };
import type { Masses } from "./Bar";
import type { Standing } from "./Mark";

export const STANDINGS = ["lawful", "unlawful", "unverified"] as const;

/** What a part in each status comes to by standing, in whole grams, so that sums are exact. */
export function massesOf(parts: readonly { status: Status; kg: number }[]): Masses {
  const grams = { lawful: 0, unlawful: 0, unverified: 0 };
  for (const { status, kg } of parts)
    grams[domain.standing[status] as Standing] += Math.round(kg * 1_000);
  return {
    lawfulKg: grams.lawful / 1_000,
    unlawfulKg: grams.unlawful / 1_000,
    unverifiedKg: grams.unverified / 1_000,
  };
}
