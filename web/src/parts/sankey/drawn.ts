/** Where places and bands stand in a picture of some width. */

import { sankey, sankeyJustify, type SankeyLink, type SankeyNode } from "d3-sankey";

import type { Standing } from "../Mark";
import { STANDINGS } from "../standings";
import { total, type Band, type Bands, type Place } from "./bands";

interface Held {
  place: Place;
  /** Its column; d3-sankey sets it. */
  layer?: number;
}

interface Carried {
  band: Band;
  standing: Standing;
}

export type PlaceDrawn = SankeyNode<Held, Carried>;
export type BandDrawn = SankeyLink<Held, Carried>;

/** The room above a place for its two lines of words. */
export const LABEL = 38;
const THICK = 44;

export function drawnIn({ places, bands }: Bands, width: number) {
  const order = new Map(places.map(({ id }, n) => [id, n]));
  const columns = new Map<string, number>();
  for (const { id } of places) {
    const [column = ""] = id.split(" ");
    columns.set(column, (columns.get(column) ?? 0) + 1);
  }
  const height = 100 + Math.max(1, ...columns.values()) * (LABEL + THICK);
  const lay = sankey<Held, Carried>()
    .nodeWidth(8)
    .nodePadding(LABEL + 10)
    .nodeAlign(sankeyJustify)
    .extent([
      [1, LABEL + 2],
      [width - 1, height - 4],
    ]);
  const nodes: Held[] = places.map((place) => ({ place }));
  // One after the other, so that what stands one way runs beside what stands another.
  const links = [...bands]
    .sort((a, b) => total(b) - total(a))
    .flatMap((band) =>
      STANDINGS.filter((standing) => band.grams[standing] > 0).map((standing) => ({
        source: order.get(band.from)!,
        target: order.get(band.to)!,
        value: band.grams[standing],
        band,
        standing,
      })),
    );
  return { height, ...lay({ nodes, links }) };
}

/** The outline of a band: as wide at its end as where it begins. */
export function outline({ source, target, y0 = 0, y1 = 0, width = 0 }: BandDrawn): string {
  const from = (source as PlaceDrawn).x1 ?? 0;
  const to = (target as PlaceDrawn).x0 ?? 0;
  const mid = (from + to) / 2;
  const half = Math.max(0.5, width / 2);
  return (
    `M${from},${y0 - half}C${mid},${y0 - half} ${mid},${y1 - half} ${to},${y1 - half}` +
    `L${to},${y1 + half}C${mid},${y1 + half} ${mid},${y0 + half} ${from},${y0 + half}Z`
  );
}

/** So much of a text as takes so many pixels, of which a Chinese character takes twice a letter's. */
export function cut(text: string, pixels: number): string {
  let left = pixels / 7.7;
  for (let at = 0; at < text.length; at++) {
    left -= /[\u2e80-\uffef]/.test(text[at]!) ? 1.75 : 1;
    if (left < 0) return `${text.slice(0, Math.max(1, at - 1))}…`;
  }
  return text;
}
