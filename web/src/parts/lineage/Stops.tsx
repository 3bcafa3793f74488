/** Lots and events as boxes in a graph. */

import { Handle, Position, useStore, type Node, type NodeProps } from "@xyflow/react";
import { createContext, memo, useContext } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "../../words/use";
import type { Stop } from "./shown";
import { LotBar, useTitle, whoOf } from "./words";

/** Below this scale words are not read, and not drawn. */
const READ = 0.35;

export interface Acts {
  at: string | undefined;
  go: (id: string) => void;
  details: (id: string) => void;
  open: (id: string) => void;
  fold: (id: string) => void;
}

export const Acting = createContext<Acts>({
  at: undefined,
  go: () => undefined,
  details: () => undefined,
  open: () => undefined,
  fold: () => undefined,
});

export type StopNode = Node<{ stop: Stop; behind: number; told: string }, "stop">;

export const domId = (id: string) => `stop-${encodeURIComponent(id)}`;

export const useFar = () => useStore(({ transform }) => transform[2] < READ);

export const StopBox = memo(function StopBox({ id, data: { stop, behind, told } }: NodeProps<StopNode>) {
  const { at } = useContext(Acting);
  const far = useFar();
  const kind = stop.event ? "stop-event" : "stop-lot";
  const classes = ["stop", kind, stop.subject && "stop-subject", far && "stop-far", at === id && "stop-at"];
  return (
    <div className={classes.filter(Boolean).join(" ")} id={domId(id)} role="group" aria-label={told}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
      {far ? null : <Told stop={stop} />}
      {far ? null : <More stop={stop} behind={behind} />}
    </div>
  );
});

function Told({ stop }: { stop: Stop }) {
  const { name, day } = useWords();
  const title = useTitle();
  const who = whoOf(stop);
  const { event, lot } = stop;
  return (
    <>
      <span className="stop-first">
        <b>{title(stop)}</b>
        {event?.date ? <span>{day(event.date)}</span> : null}
      </span>
      <span className="stop-who" title={who ? (name(who) ?? who.key) : undefined}>
        {who ? (name(who) ?? who.key) : "—"}
      </span>
      {lot ? (
        <span className="stop-last">
          <code>{lot.key}</code>
          <LotBar of={lot} />
        </span>
      ) : (
        <code className="stop-line">{event?.declaration?.key ?? event?.number}</code>
      )}
    </>
  );
}

/** What is not shown behind it, and the button that shows it. */
function More({ stop, behind }: { stop: Stop; behind: number }) {
  const { t } = useTranslation();
  const { open } = useContext(Acting);
  if (!behind && !stop.more && !stop.hidden) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="stop-more nopan"
      aria-label={behind ? t("lineage.unfold", { count: behind }) : t("lineage.fetch", { count: stop.hidden })}
      onClick={(event) => {
        event.stopPropagation();
        open(stop.id);
      }}
    >
      +{behind || stop.hidden || null}
    </button>
  );
}
