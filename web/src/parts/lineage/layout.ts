/** Where each stop and flow of a graph is drawn, left to right in time's direction. */

import { Graph, layout } from "@dagrejs/dagre";

export interface Size {
  width: number;
  height: number;
}

export interface Asked {
  stops: readonly { id: string }[];
  flows: readonly { id: string; from: string; to: string }[];
  stop: Size;
  /** The room that words on a flow take. */
  words: Size;
}

export interface Point {
  x: number;
  y: number;
}

export interface Placed extends Size {
  /** The middle of each stop. */
  stops: Map<string, Point>;
  flows: Map<string, { points: Point[]; words: Point }>;
}

export function place({ stops, flows, stop, words }: Asked): Placed {
  const graph = new Graph({ multigraph: true });
  // dagre's own ranker takes ten times as long on a thousand stops.
  graph.setGraph({ rankdir: "LR", ranker: "tight-tree", nodesep: 28, edgesep: 12, ranksep: 36 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of stops) graph.setNode(id, { ...stop });
  for (const { id, from, to } of flows) graph.setEdge(from, to, { ...words, labelpos: "c" }, id);
  if (stops.length) layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    stops: new Map(stops.map(({ id }) => [id, middle(graph.node(id))])),
    flows: new Map(
      flows.map(({ id, from, to }) => {
        const { points, ...label } = graph.edge(from, to, id);
        return [id, { points: points as Point[], words: middle(label) }];
      }),
    ),
  };
}

function middle({ x, y }: { x?: number; y?: number }): Point {
  return { x: x ?? 0, y: y ?? 0 };
}
