/** Material on its way, as wide as it is heavy; what it was and whose is said where one looks. */

import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import { curveBasis, line } from "d3-shape";
import { memo, useContext, useState } from "react";

import { Kg } from "../units";
import type { Point } from "./layout";
import type { Flow, LotShown } from "./shown";
import { Acting, useFar } from "./Stops";
import { Hands, LotBar } from "./words";

const drawn = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBasis);

export function pathOf(points: readonly Point[]): string {
  return drawn(points) ?? "";
}

export type FlowEdge = Edge<
  { flow: Flow; points: Point[]; words: Point; width: number; lot?: LotShown; bare: boolean },
  "flow"
>;

export const FlowLine = memo(function FlowLine({ id, source, target, data }: EdgeProps<FlowEdge>) {
  const { at } = useContext(Acting);
  const far = useFar();
  const [under, set] = useState(false);
  if (!data) return null;
  const { flow, points, words, width, lot, bare } = data;
  const near = under || at === source || at === target;
  const shown = !far && (near || !bare);
  const classes = ["flow", near && "flow-near", far && "flow-far", !flow.supported && "flow-unsupported"];
  return (
    <>
      <g onPointerEnter={() => set(true)} onPointerLeave={() => set(false)}>
        <BaseEdge
          id={id}
          path={pathOf(points)}
          interactionWidth={Math.max(16, width)}
          className={classes.filter(Boolean).join(" ")}
          style={{ strokeWidth: width }}
        />
      </g>
      {shown ? (
        <EdgeLabelRenderer>
          <div
            className={near ? "flow-words flow-words-near" : "flow-words"}
            style={{ transform: `translate(-50%, -50%) translate(${words.x}px, ${words.y}px)` }}
            aria-hidden="true"
          >
            <Kg kg={flow.kg} />
            <LotBar of={lot} />
            {near && flow.transfers.length ? (
              <span className="flow-hands">
                <Hands of={flow.transfers} days={false} />
              </span>
            ) : null}
          </div>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
});
