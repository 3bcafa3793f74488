/** All that something came from, or that became of it: as a graph and as a table, of one answer. */

import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { SubjectInput } from "../../api/generated/graphql";
import { useKeys } from "../../frame/keys";
import { useWords } from "../../words/use";
import { NARROW, useMedia } from "../media";
import { SavePicture } from "../SavePicture";
import { Band, Box, Failure, Lines, State } from "../State";
import { Details } from "./Details";
import { Downloads } from "./Downloads";
import { Filters } from "./Filters";
import type { Placed } from "./layout";
import { everyTransfer, Index, type Answer } from "./shown";
import { addressOf, list, listed, MOST, type LineageState } from "./state";
import { stepsOf } from "./steps";
import { Table } from "./Table";
import { useLineage } from "./useLineage";
import { beside, fold, tallest } from "./walk";
import { useTitle, whoOf } from "./words";
import "./lineage.css";

const Graph = lazy(async () => ({ default: (await import("./Graph")).Graph }));

interface Props {
  subject: SubjectInput;
  /** The whole lineage upstream, where another question brought it along. */
  answer?: Answer | null | undefined;
  state: LineageState;
  set: (state: LineageState) => void;
  /** Whether it has the screen for itself. */
  full?: boolean;
}

export function Lineage({ subject, answer: first, state, set, full = false }: Props) {
  const { asked, given, answer, busy, error } = useLineage(subject, state, first);
  const all = <Loaded {...{ subject, state, set, full, answer }} />;
  return (
    <section className={full ? "lineage lineage-full" : "lineage"} aria-busy={busy}>
      {error ? <Failure error={error} /> : null}
      {given ? all : <State of={asked} shape={<Lines n={6} />}>{() => all}</State>}
    </section>
  );
}

interface LoadedProps extends Required<Omit<Props, "answer">> {
  answer: Answer | null | undefined;
}

function Loaded({ answer, ...props }: LoadedProps) {
  const { t } = useTranslation();
  if (answer) return <Known answer={answer} {...props} />;
  return <Box title={t("unknown", { text: String(Object.values(props.subject)[0]) })} />;
}

function Known({ subject, answer, state, set, full }: LoadedProps & { answer: Answer }) {
  const { t } = useTranslation();
  const narrow = useMedia(NARROW);
  const printed = useMedia("print");
  const [at, go] = useState<string>();
  const [told, tell] = useState<string>();
  const placed = useRef<Placed>(undefined);
  const frame = useRef<HTMLDivElement>(null);

  const every = state.show === "all";
  const up = state.dir !== "down";
  const table = (state.as ?? (narrow ? "table" : "graph")) === "table";
  const whole = useMemo(
    () => (every ? everyTransfer(answer, subject) : stepsOf(answer, subject)),
    // A subject is an object of its own each time it is named.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [answer, every, JSON.stringify(subject)],
  );
  const shown = useMemo(() => fold(whole, new Set(listed(state.fold)), up), [whole, state.fold, up]);
  const lots = useMemo(() => new Index(answer).lots, [answer]);
  // As much room as it takes, within what a screen holds.
  const height = useMemo(() => Math.min(560, 130 + 124 * tallest(shown)), [shown]);
  const near = useMemo(() => beside(shown), [shown]);
  const stops = useMemo(() => new Map(shown.stops.map((stop) => [stop.id, stop])), [shown]);

  function put(change: Partial<Record<keyof LineageState, string | undefined>>) {
    const now = Object.entries({ ...state, ...change }).filter(([, value]) => value);
    set(Object.fromEntries(now) as LineageState);
  }

  function open(id: string) {
    const folded = listed(state.fold);
    if (folded.includes(id)) return put({ fold: list(folded.filter((one) => one !== id)) });
    const opened = listed(state.open);
    const stop = stops.get(id);
    if (stop && (stop.more || stop.hidden) && !opened.includes(id)) put({ open: list([...opened, id]) });
  }

  function folded(id: string) {
    const before = listed(state.fold);
    const beyond = (up ? near.into : near.out).has(id);
    if (beyond && !before.includes(id)) put({ fold: list([...before, id]) });
  }

  const toggle = () => put({ as: table ? "graph" : "table" });
  useKeys({ t: toggle });

  function close() {
    tell(undefined);
    frame.current?.querySelector<HTMLElement>(".graph")?.focus();
  }

  const stop = told ? stops.get(told) : undefined;
  return (
    <>
      <Summary {...{ answer, state }} shown={shown.stops.length} steps={!every} />
      <div className="lineage-tools not-printed">
        <ToggleButton className="button" isSelected={table} onChange={toggle}>
          {t("lineage.table")} <kbd>t</kbd>
        </ToggleButton>
        <ToggleButton className="button" isSelected={every} onChange={(on) => put({ show: on ? "all" : undefined })}>
          {t("lineage.every")}
        </ToggleButton>
        <ToggleButton className="button" isSelected={!up} onChange={(on) => put({ dir: on ? "down" : undefined })}>
          {t("lineage.down")}
        </ToggleButton>
        <Filters state={state} set={set} />
        <span className="lineage-ends">
          {table ? null : <Saved {...{ shown, placed, lots, subject }} bare={every} />}
          <Downloads {...{ subject, state }} />
          {full ? null : (
            <Link className="button" to={addressOf(subject, state)}>
              {t("lineage.full")}
            </Link>
          )}
        </span>
      </div>
      {shown.stops.length ? null : <Box title={t("lineage.nothing")} />}
      {table || printed || !shown.stops.length ? null : (
        <div className="lineage-drawn" ref={frame} style={full ? undefined : { height }}>
          <Suspense fallback={<div className="graph-coming">{t("state.loading")}</div>}>
            <Graph
              key={`${every}${up}`}
              {...{ shown, lots, up, at, go, open }}
              bare={every}
              tall={full}
              told={Boolean(stop)}
              fold={folded}
              details={(id) => {
                go(id);
                tell(id);
              }}
              laidOut={(now) => (placed.current = now)}
            />
          </Suspense>
          {stop ? <Details {...{ stop, near, stops, lots, close }} go={tell} /> : null}
        </div>
      )}
      {(table || printed) && shown.stops.length ? <Table {...{ shown, lots, open }} /> : null}
    </>
  );
}

interface SummaryProps extends Pick<LoadedProps, "state"> {
  answer: Answer;
  shown: number;
  steps: boolean;
}

/** How much is shown, and that nothing is left out; or what is. */
function Summary({ answer, shown, steps }: SummaryProps) {
  const { t } = useTranslation();
  const firms = new Set(answer.events.flatMap(({ enterprise }) => enterprise?.key ?? [])).size;
  const going = [...answer.lots, ...answer.events].filter(({ hasMore }) => hasMore).length;
  return (
    <>
      <p role="status">
        {t(steps ? "lineage.steps" : "lineage.things", { count: shown })}
        {t("lineage.firms", { count: firms })}
        {answer.hidden
          ? t("lineage.hidden", { count: answer.hidden })
          : going
            ? t("lineage.going", { count: going })
            : t("lineage.whole")}
      </p>
      {answer.truncated ? <Band>{t("lineage.narrow", { most: MOST })}</Band> : null}
      {answer.waiting ? <Band>{t("settling")}</Band> : null}
    </>
  );
}

interface SavedProps {
  shown: ReturnType<typeof fold>;
  placed: { current: Placed | undefined };
  lots: Index["lots"];
  subject: SubjectInput;
  bare: boolean;
}

function Saved({ shown, placed, lots, subject, bare }: SavedProps) {
  const { t } = useTranslation();
  const { name, day, number } = useWords();
  const title = useTitle();
  const words = {
    title,
    who: (stop: Parameters<typeof title>[0]) => name(whoOf(stop) ?? {}) ?? whoOf(stop)?.key ?? "—",
    day: ({ event }: Parameters<typeof title>[0]) => (event?.date ? day(event.date) : ""),
    kg: (kg: number) => t("kg", { mass: number(kg) }),
  };
  return (
    <SavePicture
      name={`lineage-${String(Object.values(subject)[0])}`}
      of={(use) => {
        const now = placed.current;
        if (!now) return;
        void import("./Picture").then(({ withPicture }) =>
          withPicture({ shown, placed: now, lots, bare, words }, use),
        );
      }}
    />
  );
}
