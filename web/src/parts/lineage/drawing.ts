/** A laid out graph as what is drawn: boxes, and lines as wide as the mass. */

import { Position } from "@xyflow/react";

import type { FlowEdge } from "./Flows";
import type { Placed, Size } from "./layout";
import type { Flow, LotShown, Shown, Stop } from "./shown";
import type { StopNode } from "./Stops";
import type { Folded } from "./walk";

export const STOP: Size = { width: 240, height: 96 };
export const WORDS: Size = { width: 148, height: 40 };

const WIDEST = 16;

export function nodesOf({ stops, behind }: Folded, placed: Placed, told: (stop: Stop) => string): StopNode[] {
  const { width, height } = STOP;
  return stops.map((stop) => {
    const { x, y } = placed.stops.get(stop.id)!;
    return {
      id: stop.id,
      type: "stop",
      position: { x: x - width / 2, y: y - height / 2 },
      width,
      height,
      data: { stop, behind: behind.get(stop.id) ?? 0, told: told(stop) },
      domAttributes: { "aria-roledescription": undefined },
      // Where lines would begin and end: known, so that no box has to be measured first.
      handles: [
        { type: "target", position: Position.Left, x: 0, y: height / 2, width: 1, height: 1 },
        { type: "source", position: Position.Right, x: width, y: height / 2, width: 1, height: 1 },
      ],
    };
  });
}

/** How wide a flow is beside the greatest. */
export function widthOf({ flows }: Shown): (flow: Flow) => number {
  const most = flows.reduce((most, { kg }) => Math.max(most, kg), 0);
  return ({ kg }) => (most ? Math.max(1.5, (WIDEST * kg) / most) : 1.5);
}

export function edgesOf(
  shown: Shown,
  placed: Placed,
  lots: ReadonlyMap<string, LotShown>,
  bare: boolean,
): FlowEdge[] {
  const width = widthOf(shown);
  return shown.flows.map((flow) => {
    const lot = lots.get(flow.lots.at(-1) ?? "");
    return {
      id: flow.id,
      source: flow.from,
      target: flow.to,
      type: "flow",
      // What a flow is, its two ends tell in their details, and the table.
      domAttributes: { "aria-hidden": true },
      data: {
        flow,
        ...placed.flows.get(flow.id)!,
        width: width(flow),
        bare,
        ...(lot && !bare ? { lot } : {}),
      },
    };
  });
}
