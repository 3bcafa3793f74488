import assert from "node:assert/strict";
import { test } from "node:test";

import { everyTransfer, joined } from "../src/parts/lineage/shown.ts";
import { stepsOf } from "../src/parts/lineage/steps.ts";
import { columns, fold, inOrder } from "../src/parts/lineage/walk.ts";
import { place } from "../src/parts/lineage/layout.ts";
import { told } from "./lineages.ts";

const D = { declaration: "D" } as never;

const CHAIN = told(
  "extraction:1 > A 9, A > transfer:1 8, transfer:1 > B 8, B > transfer:2 7, transfer:2 > C 7," +
    "C > processing:1 7, processing:1 > P 6, P > export:1 4",
);

test("lots and transfers are on the way between what makes and what ends", () => {
  const { stops, flows } = stepsOf(CHAIN, D);
  assert.deepEqual(stops.map(({ id }) => id), ["event:extraction:1", "event:processing:1", "event:export:1"]);
  assert.deepEqual(
    flows.map(({ from, to, kg, lots, transfers }) => [from, to, kg, lots, transfers.map(({ key }) => key)]),
    [
      ["event:extraction:1", "event:processing:1", 7, ["A", "B", "C"], ["transfer:1", "transfer:2"]],
      ["event:processing:1", "event:export:1", 4, ["P"], []],
    ],
  );
  assert.deepEqual(stops.filter(({ subject }) => subject).map(({ id }) => id), ["event:export:1"]);
});

test("every transfer is every lot, event, draw and claim", () => {
  const { stops, flows } = everyTransfer(CHAIN, D);
  assert.equal(stops.length, CHAIN.lots.length + CHAIN.events.length);
  assert.equal(flows.length, CHAIN.inputs.length + CHAIN.outputs.length);
});

test("a transfer of several lots stands, as nobody knows which became which", () => {
  const { stops, flows } = stepsOf(
    told("extraction:1 > A 5, extraction:2 > B 5, A > transfer:1 5, B > transfer:1 5, transfer:1 > C 10, C > export:1 10"),
    D,
  );
  assert.ok(stops.some(({ id }) => id === "event:transfer:1"));
  assert.equal(flows.length, 3);
});

test("what no record made, two claim, or none used, stands", () => {
  const lots = (text: string) => stepsOf(told(text), D).stops.flatMap(({ lot }) => lot?.key ?? []);
  assert.deepEqual(lots("A > export:1 5"), ["A"]);
  assert.deepEqual(lots("extraction:1 > A 5, extraction:2 > A 5, A > export:1 5"), ["A"]);
  assert.deepEqual(lots("extraction:1 > A 5, A > transfer:1 5, transfer:1 > B 5"), ["B"]);
});

test("the lot that is asked about stands, with its hands on the way to it", () => {
  const { stops, flows } = stepsOf(CHAIN, { lot: "B" } as never);
  assert.deepEqual(stops.filter(({ subject }) => subject).map(({ id }) => id), ["lot:B"]);
  assert.deepEqual(flows.find(({ to }) => to === "lot:B")?.lots, ["A", "B"]);
});

test("hands that pass a lot round in a circle are told, and end", () => {
  const circle = told("A > transfer:1 5, transfer:1 > B 5, B > transfer:2 5, transfer:2 > A 5, A > export:1 5");
  const { stops, flows } = stepsOf(circle, D);
  assert.deepEqual(stops.map(({ id }) => id).sort(), ["event:export:1", "lot:A"]);
  assert.equal(flows.filter(({ from, to }) => from === to).length, 1);
  assert.equal(columns({ stops, flows }).size, 2);
});

test("folding counts what it hides, and hides nothing that is reached otherwise", () => {
  const shown = stepsOf(
    told("extraction:1 > A 5, A > processing:1 5, processing:1 > P 5, A > processing:2 2, processing:2 > Q 2, P > export:1 5, Q > export:1 2"),
    D,
  );
  const one = fold(shown, new Set(["event:processing:1"]), true);
  assert.equal(one.stops.length, 4);
  assert.equal(one.behind.size, 0);
  const both = fold(shown, new Set(["event:export:1"]), true);
  assert.deepEqual(both.stops.map(({ id }) => id), ["event:export:1"]);
  assert.deepEqual([...both.behind], [["event:export:1", 3]]);
  assert.deepEqual(both.flows, []);
});

test("a layout goes from the origins at the left to the subject at the right", () => {
  const { stops, flows } = stepsOf(CHAIN, D);
  const placed = place({ stops, flows, stop: { width: 100, height: 50 }, words: { width: 40, height: 10 } });
  const x = inOrder({ stops, flows }).map(({ id }) => placed.stops.get(id)!.x);
  assert.deepEqual(x, [...x].sort((a, b) => a - b));
  assert.equal(x.at(-1)! + 50, placed.width);
  const [words] = [...placed.flows.values()];
  assert.ok(words!.words.x > x[0]! + 50 && words!.words.x < x[1]! - 50);
});

test("what is opened adds to what was there", () => {
  const before = { ...told("P > export:1 4"), hiddenAt: [{ at: { label: "LOT" as const, key: "P" }, inputs: 1, outputs: 0 }] };
  before.lots[0]!.hasMore = true;
  const after = joined(before, told("C > processing:1 7, processing:1 > P 6"));
  assert.deepEqual(after.lots.map(({ key }) => key), ["P", "C"]);
  assert.equal(after.lots[0]!.hasMore, false);
  assert.deepEqual(after.hiddenAt, []);
  assert.equal(after.outputs.length + after.inputs.length, 3);
});
