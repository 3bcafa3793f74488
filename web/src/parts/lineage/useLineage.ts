/** The lineage of a subject, and of what was opened in it, as one answer. */

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

import { ask } from "../../api/ask";
import { LineageDocument, type SubjectInput } from "../../api/generated/graphql";
import { keyOf, useAsk } from "../../api/queries";
import { joined, type Answer } from "./shown";
import { asking, askingBehind, isWhole, listed, type LineageState } from "./state";

export function useLineage(subject: SubjectInput, state: LineageState, first: Answer | null | undefined) {
  const given = first && isWhole(state) ? { lineage: first } : undefined;
  const asked = useAsk(LineageDocument, asking(subject, state), { enabled: !given, keep: true });
  const opened = useQueries({
    queries: listed(state.open).map((id) => {
      const variables = askingBehind(id, state);
      return {
        queryKey: keyOf(LineageDocument, variables),
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(LineageDocument, variables, signal),
      };
    }),
    combine: (answers) => ({
      more: answers.flatMap(({ data }) => data?.lineage ?? []),
      busy: answers.some(({ isFetching }) => isFetching),
      error: answers.find(({ error }) => error)?.error ?? null,
    }),
  });
  const whole = given?.lineage ?? asked.data?.lineage;
  const answer = useMemo(
    () => whole && opened.more.reduce<Answer>(joined, whole),
    [whole, opened.more],
  );
  return { asked, given: Boolean(given), answer, busy: asked.isFetching || opened.busy, error: opened.error };
}
