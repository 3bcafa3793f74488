/** The bands as a picture, as wide as there is room. */

import { useId, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "../../words/use";
import { useTitle, whoOf } from "../lineage/words";
import type { Bands, Place } from "./bands";
import { cut, drawnIn, LABEL, outline, type PlaceDrawn } from "./drawn";

const NARROWEST = 520;

interface Props {
  bands: Bands;
  /** The number of what is asked about. */
  subject: string;
  svg: RefObject<SVGSVGElement | null>;
}

export function Picture({ bands, subject, svg }: Props) {
  const { t } = useTranslation();
  const { number } = useWords();
  const id = useId().replaceAll(/\W/g, "");
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(NARROWEST);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(([seen]) => {
      const now = Math.floor(seen?.contentRect.width ?? 0);
      if (now && !matchMedia("print").matches) setWidth(Math.max(NARROWEST, now));
    });
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);
  const { nodes, links, height } = useMemo(() => drawnIn(bands, width), [bands, width]);
  const last = Math.max(...nodes.map(({ layer = 0 }) => layer));
  const told = { mass: number(bands.grams / 1_000), subject, n: bands.bands.length };
  return (
    <div
      className="scrolls"
      ref={frame}
      role="group"
      aria-label={t("sankey.title")}
      // Where it is wider than the screen, keys scroll it.
      tabIndex={width === NARROWEST ? 0 : undefined}
    >
      <svg
        ref={svg}
        className="sankey-picture"
        role="img"
        aria-labelledby={`${id}t ${id}d`}
        viewBox={`0 0 ${width} ${height}`}
      >
        <title id={`${id}t`}>{t("sankey.title")}</title>
        <desc id={`${id}d`}>{t("sankey.what", told)}</desc>
        <Fills id={id} />
        {links.map((link) => (
          <path
            key={`${link.band.id} ${link.standing}`}
            data-band={link.band.id}
            d={outline(link)}
            className={`band band-${link.standing}`}
            style={link.standing === "lawful" ? undefined : { fill: `url(#${id}${link.standing})` }}
          >
            <title>{`${t(`standing.${link.standing}`)} ${t("kg", { mass: number(link.value / 1_000) })}`}</title>
          </path>
        ))}
        {nodes.map((node) => (
          <PlaceMark
            key={node.place.id}
            node={node}
            last={last}
            room={width / Math.max(1, last)}
            subject={subject}
          />
        ))}
      </svg>
    </div>
  );
}

/** Hatching and dots, in the colours of the page. */
function Fills({ id }: { id: string }) {
  const units = "userSpaceOnUse";
  return (
    <defs>
      <pattern id={`${id}unlawful`} width={8} height={8} patternUnits={units} patternTransform="rotate(45)">
        <rect className="hatch-light" width={8} height={8} />
        <rect className="hatch-dark" width={4} height={8} />
      </pattern>
      <pattern id={`${id}unverified`} width={7} height={7} patternUnits={units}>
        <circle className="dot" cx={3.5} cy={3.5} r={1.8} />
      </pattern>
    </defs>
  );
}

interface MarkProps {
  node: PlaceDrawn;
  last: number;
  /** Pixels from one column to the next. */
  room: number;
  subject: string;
}

function PlaceMark({ node, last, room, subject }: MarkProps) {
  const { place, x0 = 0, x1 = 0, y0 = 0, y1 = 0, layer = 0 } = node;
  const { first, second } = usePlaceWords(place, subject);
  const end = layer === 0 ? "start" : layer === last ? "end" : "middle";
  const x = end === "start" ? x0 : end === "end" ? x1 : (x0 + x1) / 2;
  const pixels = room * (end === "middle" ? 0.8 : 0.54);
  return (
    <g>
      <title>{`${first} ${second}`}</title>
      <rect className="place" x={x0} y={y0} width={x1 - x0} height={Math.max(1, y1 - y0)} />
      <text className="place-first" x={x} y={y0 - LABEL + 14} textAnchor={end}>
        {cut(first, pixels)}
      </text>
      <text x={x} y={y0 - 7} textAnchor={end}>
        {cut(second, pixels)}
      </text>
    </g>
  );
}

/** Who it was, and what was done with how much. */
export function usePlaceWords(place: Place, subject: string) {
  const { t } = useTranslation();
  const { name, number } = useWords();
  const title = useTitle();
  const { stop, steps, inGrams, outGrams } = place;
  const mass = t("kg", { mass: number(Math.max(inGrams, outGrams) / 1_000) });
  if (place.subject) return { first: subject, second: mass };
  if (!stop) return { first: t("sankey.rest", { count: steps }), second: mass };
  const who = whoOf(stop);
  return { first: (who && (name(who) ?? who.key)) || "—", second: `${title(stop)} · ${mass}` };
}
