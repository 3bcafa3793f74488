/** Who asks, and what they may. */

import { ViewerDocument, type ViewerQuery } from "./generated/graphql";
import { useAsk } from "./queries";

export type Viewer = ViewerQuery["viewer"];

/** Who is signed in; nothing until that is known, or where nobody is. */
export function useViewer(): Viewer | undefined {
  return useAsk(ViewerDocument, {}).data?.viewer;
}

/** Whether somebody may ask, or state, such as Mutation.decideClearance. */
export function may(viewer: Viewer | undefined, what: string): boolean {
  return viewer?.can.includes(what) ?? false;
}
