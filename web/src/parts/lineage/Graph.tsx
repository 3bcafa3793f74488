/** The lineage as a graph that keys walk through: one tab stop, what is asked about in focus. */

import { ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { edgesOf, nodesOf, STOP, WORDS } from "./drawing";
import { FlowLine } from "./Flows";
import type { Asked, Placed } from "./layout";
import type { LotShown } from "./shown";
import { Acting, domId, StopBox, type Acts } from "./Stops";
import { useLayout } from "./useLayout";
import { beyond, fitted, first, type View } from "./view";
import { beside, type Beside, type Folded } from "./walk";
import { useTold } from "./words";

const KINDS = { stop: StopBox };
const LINES = { flow: FlowLine };

interface Props extends Acts {
  shown: Folded;
  lots: ReadonlyMap<string, LotShown>;
  up: boolean;
  /** Whether flows say nothing until one looks, as lots stand beside them. */
  bare: boolean;
  tall: boolean;
  /** Whether details stand beside it. */
  told: boolean;
  laidOut: (placed: Placed) => void;
}

export function Graph(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  );
}

function Drawn({ shown, lots, up, bare, tall, told: isTold, laidOut, ...acts }: Props) {
  const { t } = useTranslation();
  const told = useTold();
  const hint = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { setViewport, getViewport, zoomIn, zoomOut } = useReactFlow();
  const near = useMemo(() => beside(shown), [shown]);
  const asked = useMemo<Asked>(
    () => ({
      stops: shown.stops.map(({ id }) => ({ id })),
      flows: shown.flows.map(({ id, from, to }) => ({ id, from, to })),
      stop: STOP,
      words: bare ? { width: 24, height: 8 } : WORDS,
    }),
    [shown, bare],
  );
  const laid = useLayout(asked);
  const placed = laid?.of === asked ? laid.placed : undefined;
  const kept = useRef<{ placed: Placed; nodes: ReturnType<typeof nodesOf>; edges: ReturnType<typeof edgesOf> }>(undefined);
  const drawn = useMemo(() => {
    if (!placed) return kept.current;
    const nodes = nodesOf(shown, placed, (stop) =>
      told(stop, near.into.get(stop.id)?.length ?? 0, near.out.get(stop.id)?.length ?? 0),
    );
    kept.current = { placed, nodes, edges: edgesOf(shown, placed, lots, bare) };
    return kept.current;
    // Words of another language are another page's.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [placed, shown, lots, bare, t]);

  const here = shown.stops.some(({ id }) => id === acts.at)
    ? acts.at!
    : (shown.stops.find(({ subject }) => subject) ?? shown.stops.at(-1))?.id;

  const size = () => ({ width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 });
  const look = (view: View) => void setViewport(view);
  const see = (id: string, placed: Placed) => {
    const moved = beyond(placed.stops.get(id), getViewport(), size());
    if (moved) look(moved);
  };

  // It begins with what is asked about; when more is opened or folded, one stays where one was.
  const begun = useRef(false);
  useEffect(() => {
    if (!placed) return;
    laidOut(placed);
    if (begun.current && acts.at && placed.stops.has(acts.at)) see(acts.at, placed);
    else look(first(placed, here ? placed.stops.get(here) : undefined, size(), up));
    begun.current = true;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [placed]);

  // Beside its details a stop stays in sight.
  useEffect(() => {
    if (placed && here && begun.current && isTold) requestAnimationFrame(() => see(here, placed));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isTold]);

  function go(id: string | undefined) {
    if (!id || !drawn) return;
    acts.go(id);
    see(id, drawn.placed);
  }

  function pressed(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !drawn || !here) return;
    if (event.target !== event.currentTarget) return;
    const act: Record<string, () => void> = {
      ArrowLeft: () => go(heaviest(near, here, "into")),
      ArrowRight: () => go(heaviest(near, here, "out")),
      ArrowUp: () => go(sibling(drawn.placed, here, -1)),
      ArrowDown: () => go(sibling(drawn.placed, here, 1)),
      Enter: () => acts.details(here),
      "+": () => acts.open(here),
      "=": () => acts.open(here),
      "-": () => acts.fold(here),
      "0": () => look(fitted(drawn.placed, size())),
      s: () => go(shown.stops.find(({ subject }) => subject)?.id ?? here),
    };
    const does = act[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  return (
    <Acting value={{ ...acts, at: here, go }}>
      <p id={hint} className="unseen">
        {t("lineage.keysHint")}
      </p>
      <ReactFlow
        ref={frame}
        className="graph"
        nodes={drawn?.nodes ?? []}
        edges={drawn?.edges ?? []}
        nodeTypes={KINDS}
        edgeTypes={LINES}
        onNodeClick={(_, { id }) => acts.details(id)}
        onKeyDown={pressed}
        tabIndex={0}
        aria-label={t("lineage.graphOf")}
        aria-describedby={hint}
        aria-activedescendant={here && placed ? domId(here) : undefined}
        aria-busy={!placed}
        minZoom={0.02}
        maxZoom={2}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        preventScrolling={tall}
        zoomOnScroll={tall}
        proOptions={{ hideAttribution: true }}
      />
      <div className="graph-scale">
        <Button className="button" onPress={() => void zoomIn()} aria-label={t("lineage.nearer")}>
          ＋
        </Button>
        <Button className="button" onPress={() => void zoomOut()} aria-label={t("lineage.farther")}>
          －
        </Button>
        <Button className="button" onPress={() => drawn && look(fitted(drawn.placed, size()))}>
          {t("lineage.all")}
        </Button>
      </div>
    </Acting>
  );
}

/** The stop that most material comes from, or goes to. */
function heaviest({ into, out }: Beside, id: string, way: "into" | "out"): string | undefined {
  const flows = (way === "into" ? into : out).get(id) ?? [];
  const most = flows.toSorted((a, b) => b.kg - a.kg)[0];
  return most && (way === "into" ? most.from : most.to);
}

/** The next one in the same column, above or below. */
function sibling({ stops }: Placed, id: string, way: 1 | -1): string | undefined {
  const at = stops.get(id);
  if (!at) return undefined;
  return [...stops]
    .filter(([, { x, y }]) => Math.abs(x - at.x) < STOP.width / 2 && (y - at.y) * way > 0)
    .toSorted(([, a], [, b]) => (a.y - b.y) * way)[0]?.[0];
}
