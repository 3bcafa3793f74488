/** Where each kind of thing is shown: in a view of its own, else among the records. */

import type { Label } from "../api/generated/graphql";
import domain from "../words/domain.json";

const VIEWS: Partial<Record<Label, string>> = {
  DECLARATION: "/shipments/",
  LOT: "/lots/",
  EXPORT_LICENCE: "/licences/",
};

const LABELS = new Set<string>(Object.keys(domain.en.label));

/** The address of a thing. */
export function addressOf(label: Label, key: string): string {
  const view = VIEWS[label];
  return view ? `${view}${encodeURIComponent(key)}` : recordAddress(label, key);
}

/** Where all versions of what was filed of a thing are, with their sources. */
export function recordAddress(label: Label, key: string): string {
  return `/records/${label.toLowerCase()}/${encodeURIComponent(key)}`;
}

export interface Thing {
  label: Label;
  key: string;
}

/** The thing that an address shows; nothing where it shows none. */
export function thingAt(path: string): Thing | undefined {
  const [, view, first, second] = path.split("/").map(decodeURIComponent);
  if (!view || !first) return undefined;
  if (view === "records") return second ? thing(first, second) : undefined;
  const shown = Object.entries(VIEWS).find(([, at]) => at === `/${view}/`);
  return shown && thing(shown[0], first);
}

/** A thing by the kind that an address or a file names, however it writes it. */
export function thing(kind: string, key: string): Thing | undefined {
  const label = kind.toUpperCase();
  return LABELS.has(label) ? { label: label as Label, key } : undefined;
}

/** How `resolve` is asked for a thing of one kind, such as ExportLicence:26-XJ-1. */
export function askedAs({ label, key }: Thing): string {
  const words = label.toLowerCase().split("_");
  return `${words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("")}:${key}`;
}
