/** The list as it was first shown: what comes later waits, and what changes changes in its place. */

import { useEffect, useMemo, useRef, useState } from "react";

import { ask } from "../../api/ask";
import { AskError } from "../../api/errors";
import {
  FindingRaisedDocument,
  FindingsDocument,
  type FindingFilter,
  type FindingOrder,
  type FindingRowFragment,
  type FindingsQuery,
} from "../../api/generated/graphql";
import { listen } from "../../api/listen";
import { useAsk, type Asked } from "../../api/queries";
import { useWords } from "../../words/use";

export type FindingRow = FindingRowFragment;

const PAGE = 100;
/** What others review meanwhile is seen after so long. */
const LOOK_MS = 10_000;

export interface List {
  asked: Asked<FindingsQuery>;
  rows: readonly FindingRow[];
  total: number | undefined;
  /** How many came since that are not shown. */
  waiting: number;
  showWaiting: () => void;
  /** Ask for the next page; nothing where this is all, or it is under way. */
  more: (() => void) | undefined;
  failed: AskError | undefined;
}

interface Shown {
  rows: readonly FindingRow[];
  end: string | null;
}

export function useList(filter: FindingFilter, order: FindingOrder): List {
  const { spoken: language } = useWords();
  const page = { filter, order, language, first: PAGE, after: null };
  const asked = useAsk(FindingsDocument, page, { every: LOOK_MS });
  const head = asked.data?.findings;
  const [shown, setShown] = useState<Shown>();
  const [raised, setRaised] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<AskError>();
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  if (head && !shown) setShown(begin(head));

  useEffect(
    () =>
      listen(FindingRaisedDocument, { filter }, ({ findingRaised }) => {
        setRaised((before) => new Set(before).add(findingRaised.id));
        void asked.refetch();
      }),
    // A list is of one filter: another one is another list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );

  const latest = useMemo(() => new Map(rowsOf(head).map((row) => [row.id, row])), [head]);
  const rows = useMemo(
    () => (shown?.rows ?? []).map((row) => latest.get(row.id) ?? row),
    [shown, latest],
  );
  const known = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  // What the first page has that was not shown came in, unless the list goes on and it moved up.
  const fresh = shown?.end && order !== "FIRST_SEEN" ? [] : [...latest.keys()];
  const waiting = new Set([...raised, ...fresh].filter((id) => !known.has(id))).size;

  async function more() {
    stop.current = new AbortController();
    setBusy(true);
    try {
      const variables = { ...page, after: shown!.end };
      const { findings } = await ask(FindingsDocument, variables, stop.current.signal);
      setFailed(undefined);
      setShown((before) => ({ rows: [...(before?.rows ?? []), ...rowsOf(findings)], end: begin(findings).end }));
    } catch (error) {
      if (error instanceof AskError) setFailed(error);
    } finally {
      setBusy(false);
    }
  }

  /** What was announced may not have been asked for yet. */
  async function showWaiting() {
    const { data } = await asked.refetch();
    if (!data) return;
    setRaised(new Set());
    setShown(begin(data.findings));
  }

  return {
    asked,
    rows,
    total: head?.totalCount ?? undefined,
    waiting,
    showWaiting: () => void showWaiting(),
    more: shown?.end && !busy ? () => void more() : undefined,
    failed,
  };
}

type Page = FindingsQuery["findings"];

function begin(page: Page): Shown {
  const { hasNextPage, endCursor } = page.pageInfo;
  return { rows: rowsOf(page), end: hasNextPage ? (endCursor ?? null) : null };
}

function rowsOf(page: Page | undefined): FindingRow[] {
  return page?.edges.map(({ node }) => node) ?? [];
}
