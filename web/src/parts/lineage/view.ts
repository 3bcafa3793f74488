/** Which part of a graph is looked at: where it begins, all of it, or a stop that is out of sight. */

import type { Placed, Point, Size } from "./layout";

export interface View {
  x: number;
  y: number;
  zoom: number;
}

/** Text is read from this scale on: none is smaller at the beginning. */
const LEAST = 0.75;
const MARGIN = 24;

function scale(of: Size, frame: Size): number {
  return Math.min((frame.width - 2 * MARGIN) / of.width, (frame.height - 2 * MARGIN) / of.height, 1);
}

function centred(of: Size, frame: Size, zoom: number): View {
  return { x: (frame.width - of.width * zoom) / 2, y: (frame.height - of.height * zoom) / 2, zoom };
}

/** All of it, however small. */
export function fitted(placed: Placed, frame: Size): View {
  return centred(placed, frame, Math.max(0.02, scale(placed, frame)));
}

/** The subject at the edge that it is at in time, and at its height. */
export function first(placed: Placed, subject: Point | undefined, frame: Size, up: boolean): View {
  const zoom = Math.max(LEAST, scale(placed, frame));
  const view = centred(placed, frame, zoom);
  if (placed.width * zoom > frame.width - 2 * MARGIN)
    view.x = up ? frame.width - MARGIN - placed.width * zoom : MARGIN;
  if (subject && placed.height * zoom > frame.height - 2 * MARGIN) view.y = frame.height / 2 - subject.y * zoom;
  return view;
}

/** The view moved to a stop, where that is not in sight. */
export function beyond(stop: Point | undefined, view: View, frame: Size): View | undefined {
  if (!stop) return undefined;
  const x = stop.x * view.zoom + view.x;
  const y = stop.y * view.zoom + view.y;
  const aside = Math.min(120 * view.zoom, frame.width / 3);
  const above = Math.min(60 * view.zoom, frame.height / 3);
  if (x >= aside && x <= frame.width - aside && y >= above && y <= frame.height - above) return undefined;
  return { ...view, x: frame.width / 2 - stop.x * view.zoom, y: frame.height / 2 - stop.y * view.zoom };
}
