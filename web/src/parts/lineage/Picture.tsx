/** A graph as one drawing, to be saved: boxes, lines and words of all that is laid out. */

import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";

import { STANDINGS } from "../standings";
import { STOP, widthOf } from "./drawing";
import { pathOf } from "./Flows";
import type { Placed } from "./layout";
import type { LotShown, Stop } from "./shown";
import type { Folded } from "./walk";
import { lotMasses } from "./words";

export interface Words {
  title: (stop: Stop) => string;
  who: (stop: Stop) => string;
  day: (stop: Stop) => string;
  kg: (kg: number) => string;
}

interface Props {
  shown: Folded;
  placed: Placed;
  lots: ReadonlyMap<string, LotShown>;
  bare: boolean;
  words: Words;
}

const MARGIN = 16;

function Picture({ shown, placed, lots, bare, words }: Props) {
  const width = widthOf(shown);
  const { width: w, height: h } = placed;
  return (
    <svg className="picture" viewBox={`${-MARGIN} ${-MARGIN} ${w + 2 * MARGIN} ${h + 2 * MARGIN}`}>
      {shown.flows.map((flow) => (
        <path
          key={flow.id}
          className="flow-line"
          d={pathOf(placed.flows.get(flow.id)!.points)}
          style={{ strokeWidth: width(flow) }}
        />
      ))}
      {shown.stops.map((stop) => (
        <Box key={stop.id} stop={stop} at={placed.stops.get(stop.id)!} words={words} />
      ))}
      {bare
        ? null
        : shown.flows.map((flow) => {
            const { x, y } = placed.flows.get(flow.id)!.words;
            return (
              <g key={flow.id} transform={`translate(${x} ${y})`}>
                <rect className="picture-paper" x={-44} y={-16} width={88} height={30} />
                <text y={-3} textAnchor="middle">
                  {words.kg(flow.kg)}
                </text>
                <Shares of={lots.get(flow.lots.at(-1) ?? "")} />
              </g>
            );
          })}
    </svg>
  );
}

function Box({ stop, at, words }: { stop: Stop; at: { x: number; y: number }; words: Words }) {
  const { width, height } = STOP;
  const code = stop.lot?.key ?? stop.event?.declaration?.key ?? stop.event?.number ?? "";
  return (
    <g transform={`translate(${at.x - width / 2} ${at.y - height / 2})`}>
      <rect className={stop.subject ? "picture-box picture-subject" : "picture-box"} width={width} height={height} rx={4} />
      <text className="picture-title" x={10} y={21}>
        {cut(words.title(stop), 18)}
      </text>
      <text x={width - 10} y={21} textAnchor="end">
        {words.day(stop)}
      </text>
      <text x={10} y={42}>
        {cut(words.who(stop), 30)}
      </text>
      <text className="picture-code" x={10} y={height - 13}>
        {cut(code, 28)}
      </text>
    </g>
  );
}

function Shares({ of }: { of: LotShown | undefined }) {
  if (!of?.statuses.length) return null;
  const masses = lotMasses(of);
  let x = -30;
  return STANDINGS.map((standing) => {
    const from = x;
    x += 60 * masses[`${standing}Kg`];
    return x > from ? (
      <rect key={standing} className={`picture-${standing}`} x={from} y={4} width={x - from} height={6} />
    ) : null;
  });
}

/** So much of a text as takes the room of so many Latin letters. */
function cut(text: string, room: number): string {
  let left = room;
  for (let at = 0; at < text.length; at++) {
    left -= /[\u2e80-\uffef]/.test(text[at]!) ? 2 : 1;
    if (left < 0) return `${text.slice(0, at - 1)}…`;
  }
  return text;
}

/** The drawing in the page for as long as it is looked at by `use`, out of sight. */
export function withPicture(props: Props, use: (svg: SVGSVGElement) => void): void {
  const at = document.createElement("div");
  at.className = "unseen";
  document.body.append(at);
  const root = createRoot(at);
  flushSync(() => root.render(<Picture {...props} />));
  use(at.querySelector("svg")!);
  root.unmount();
  at.remove();
}
