/** The list, what is chosen of it, and the details of the one that is open. */

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState, type MouseEvent } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { FindingFilter, FindingOrder, ReviewDecision } from "../../api/generated/graphql";
import { may, useViewer } from "../../api/viewer";
import { useKeys } from "../../frame/keys";
import { csv, save } from "../../parts/save";
import { Box, Failure, State } from "../../parts/State";
import { Table } from "../../parts/Table";
import { useColumns } from "./columns";
import { Details } from "./Details";
import { exported } from "./exported";
import { useList } from "./list";
import { DECISIONS, Review } from "./Review";
import type { FindingsSearch } from "./route";

/** Where details fit beside the list. */
const BESIDE = "(min-width: 1100px)";
const LETTERS: Record<string, ReviewDecision> = { c: "CONFIRM", d: "DISMISS", o: "REOPEN" };

export function Worklist({ filter, order }: { filter: FindingFilter; order: FindingOrder }) {
  const { t } = useTranslation();
  const { open } = useSearch({ from: "/findings" });
  const navigate = useNavigate();
  const viewer = useViewer();
  const mayReview = may(viewer, "Mutation.reviewFindings");
  const list = useList(filter, order);
  const { rows, total, waiting, showWaiting, more, failed } = list;
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [decision, decide] = useState<ReviewDecision>();
  const at = useRef<string>(undefined);

  const show = useCallback(
    (id: string | undefined) =>
      void navigate({ to: "/findings", search: (old: FindingsSearch) => ({ ...old, open: id! }), replace: true, resetScroll: false }),
    [navigate],
  );
  const toggle = useCallback((id: string) => {
    choose((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);

  /** Where details fit beside, a row is told of there. */
  function opened(event: MouseEvent, id: string) {
    at.current = id;
    if (!matchMedia(BESIDE).matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(id);
  }

  function step(by: 1 | -1) {
    const now = rows.findIndex(({ id }) => id === at.current);
    const next = rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + by))];
    if (!next) return;
    at.current = next.id;
    focusOn(next.id, rows.indexOf(next));
    if (open) show(next.id);
  }

  /** What is chosen, else the row where one is. */
  const about = chosen.size > 0 ? [...chosen] : [at.current ?? open].filter((id) => id !== undefined);
  const saveCsv = () => save("findings.csv", "text/csv", csv(exported(rows)));
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => at.current && mayReview && toggle(at.current),
    e: saveCsv,
    p: print,
    Escape: () => (chosen.size > 0 ? choose(new Set()) : show(undefined)),
    ...(mayReview && about.length > 0
      ? Object.fromEntries(Object.entries(LETTERS).map(([key, what]) => [key, () => decide(what)]))
      : {}),
  });
  useEffect(() => {
    function focused(event: FocusEvent) {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("tr[data-row]") : null;
      if (row) at.current = row.dataset["row"];
    }
    addEventListener("focusin", focused);
    return () => removeEventListener("focusin", focused);
  }, []);
  const columns = useColumns({ chosen, toggle: mayReview ? toggle : undefined, opened });

  return (
    <>
      <section className="worklist">
        <div className="worklist-head">
          <p role="status">
            {total === undefined ? null : t("finding.count", { count: total })}
            {chosen.size > 0 ? ` · ${t("finding.chosen", { count: chosen.size })}` : ""}
          </p>
          <div className="worklist-do not-printed">
            {waiting > 0 ? (
              <Button className="button first" onPress={showWaiting}>
                {t("finding.waiting", { count: waiting })}
              </Button>
            ) : null}
            {chosen.size > 0
              ? DECISIONS.map((what) => (
                  <Button key={what} className="button" onPress={() => decide(what)}>
                    {t(`review.${what}`)}
                  </Button>
                ))
              : null}
            <Button className="button" onPress={saveCsv}>
              {t("save.csv")}
            </Button>
          </div>
        </div>
        <div aria-live="polite" className="unseen">
          {waiting > 0 ? t("finding.waiting", { count: waiting }) : ""}
        </div>
        <State of={list.asked}>
          {() =>
            rows.length === 0 ? (
              <Box title={t("finding.none")}>
                <Link className="button" to="/findings">
                  {t("finding.widen")}
                </Link>
              </Box>
            ) : (
              <Table
                caption={t("finding.all")}
                columns={columns}
                rows={rows}
                idOf={({ id }) => id}
                chosen={open}
                {...(more ? { atEnd: more } : {})}
              />
            )
          }
        </State>
        {failed ? <Failure error={failed} {...(more ? { again: more } : {})} /> : null}
      </section>
      {open ? (
        <aside className="details-beside" aria-label={t("finding.details")}>
          <div className="details-head">
            <Link to="/findings/$id" params={{ id: open }}>
              {t("finding.whole")}
            </Link>
            <Button className="button plain" onPress={() => show(undefined)}>
              {t("finding.close")}
            </Button>
          </div>
          <Details key={open} id={open} level={2} />
        </aside>
      ) : null}
      {decision && viewer ? (
        <Review
          ids={about}
          titles={new Map(rows.map((row) => [row.id, `${row.title} · ${row.subject.key}`]))}
          decision={decision}
          viewer={viewer}
          close={(done) => {
            decide(undefined);
            if (done) choose(new Set());
          }}
        />
      ) : null}
    </>
  );
}

/** Put the focus on a row, be it out of sight. */
function focusOn(id: string, index: number) {
  const link = () => document.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(id)}"] a[data-opens]`);
  const found = link();
  if (found) {
    found.focus();
    found.scrollIntoView({ block: "nearest" });
    return;
  }
  const box = document.querySelector(".worklist .table-box");
  const row = box?.querySelector<HTMLElement>("tr[data-row]");
  if (!box || !row) return;
  box.scrollTop = index * row.offsetHeight;
  requestAnimationFrame(() => requestAnimationFrame(() => link()?.focus()));
}
