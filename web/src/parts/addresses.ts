/** Where each kind of thing is shown. A view that comes adds the kinds it shows. */

import type { Label } from "../api/generated/graphql";

const VIEWS: Partial<Record<Label, string>> = {
  DECLARATION: "/shipments/",
  LOT: "/lots/",
  EXPORT_LICENCE: "/licences/",
};

/** The address of a thing; nothing where no view shows it. */
export function addressOf(label: Label, key: string): string | undefined {
  const view = VIEWS[label];
  return view && `${view}${encodeURIComponent(key)}`;
}
