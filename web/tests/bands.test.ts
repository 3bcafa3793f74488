import assert from "node:assert/strict";
import { test } from "node:test";

import { bandsOf, total } from "../src/parts/sankey/bands.ts";
import { told } from "./lineages.ts";

const D = { declaration: "D" } as never;

test("bands hold to the gram what the service told, by standing", () => {
  const { bands, places, grams } = bandsOf(
    told("extraction:1 > A 6.001, A > processing:1 6.001, processing:1 > P 6, P > export:1 6", (kg) => [
      { status: "QUOTA", kg: kg - 1 },
      { status: "OVER_QUOTA_MINING", kg: 0.75 },
      { status: "NO_RECORD", kg: 0.25 },
    ]),
    D,
  );
  assert.equal(grams, 6_000);
  assert.deepEqual(bands.map(({ grams }) => grams), [
    { lawful: 5_001, unlawful: 750, unverified: 250 },
    { lawful: 5_000, unlawful: 750, unverified: 250 },
  ]);
  assert.deepEqual(places.map(({ subject }) => subject), [false, false, true]);
});

test("what is below one in a hundred is told as one, and nothing is lost", () => {
  const small = Array.from({ length: 5 }, (_, n) => `extraction:${n} > L${n} 1, L${n} > processing:1 1`).join(",");
  const all = told(`${small}, extraction:big > B 995, B > processing:1 995, processing:1 > P 1000, P > export:1 1000`, (kg) => [
    { status: "QUOTA", kg },
  ]);
  const { bands, places, grams } = bandsOf(all, D);
  const rest = places.find(({ stop }) => !stop)!;
  assert.equal(rest.steps, 5);
  assert.equal(rest.outGrams, 5_000);
  const into = bands.filter(({ to }) => !places.find(({ id }) => id === to)!.subject);
  assert.equal(into.reduce((sum, band) => sum + total(band), 0), grams);
});

test("what goes round in a circle is counted and not drawn", () => {
  const { round, bands } = bandsOf(
    told("processing:1 > A 5, A > processing:2 5, processing:2 > B 4, B > processing:1 4, A > export:1 1", (kg) => [
      { status: "QUOTA", kg },
    ]),
    D,
  );
  assert.ok(round > 0);
  assert.ok(bands.length > 0);
});
