/** What things are called, by how they are asked for; a thing that cannot be seen has no name. */

import { useMemo } from "react";

import type { Named } from "../parts/units";
import { CalledDocument, type CalledQuery } from "./generated/graphql";
import { useAsk } from "./queries";

export type Called = CalledQuery["resolve"][number]["found"][number];

/** `resolve` takes no more texts at once. */
const MOST = 500;

/** The one thing that each text names; none for one that names nothing, or several things. */
export function useCalled(texts: readonly string[]): ReadonlyMap<string, Called> {
  const asked = [...new Set(texts)].filter((text) => text.trim() && text.length <= 300).slice(0, MOST);
  const { data } = useAsk(CalledDocument, { texts: asked }, { enabled: asked.length > 0, keep: true });
  return useMemo(() => {
    const one = (data?.resolve ?? []).filter(({ found }) => found.length === 1);
    return new Map(one.map(({ text, found }) => [text, found[0]!]));
  }, [data]);
}

/** A thing's names, as `Name` shows them. */
export function namesOf({ key, name, node }: Called): Named {
  return { key, name: name ?? null, nameEn: ("nameEn" in node ? node.nameEn : null) ?? null };
}
