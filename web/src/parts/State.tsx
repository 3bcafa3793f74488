/** What stands where an answer will be, and what is said while it is not, or is old. */

import { useEffect, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { AskError } from "../api/errors";
import type { Asked } from "../api/queries";
import { Moment } from "./units";
import "./state.css";

/** Nothing is shown for so long, then the shape of what comes; then that it takes its time. */
const SHAPE_MS = 150;
const PATIENCE_MS = 2_000;

interface Props<R> {
  of: Asked<R>;
  /** The view's own shape in grey. */
  shape?: ReactNode;
  children: (answer: R) => ReactNode;
}

export function State<R>({ of, shape, children }: Props<R>) {
  if (of.data === undefined) {
    if (of.error) return <Failure error={of.error} again={() => void of.refetch()} />;
    if (of.failureReason) return <Away error={of.failureReason} />;
    return of.fetchStatus === "idle" ? <Cancelled again={() => void of.refetch()} /> : <Loading shape={shape} of={of} />;
  }
  const trouble = of.error ?? of.failureReason;
  return (
    <>
      {trouble ? <Old since={new Date(of.dataUpdatedAt)} error={trouble} /> : null}
      <div className={trouble ? "state-old" : undefined}>{children(of.data)}</div>
    </>
  );
}

function Loading<R>({ shape, of }: { shape: ReactNode; of: Asked<R> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const waited = useWaited(SHAPE_MS, PATIENCE_MS);
  if (waited < 1) return null;
  return (
    <div aria-busy="true">
      {waited > 1 ? (
        <Band>
          {t("state.reading")}{" "}
          <Button className="button" onPress={() => void client.cancelQueries({ fetchStatus: "fetching" })}>
            {t("state.cancel")}
          </Button>
        </Band>
      ) : null}
      <div className="state-shape" aria-hidden="true">
        {shape ?? <Lines />}
      </div>
      {of.isFetching ? <span className="unseen">{t("state.loading")}</span> : null}
    </div>
  );
}

/** How many of some times have passed since this was first shown. */
function useWaited(...times: number[]): number {
  const [passed, pass] = useState(0);
  useEffect(() => {
    const timers = times.map((ms, n) => setTimeout(() => pass(n + 1), ms));
    return () => timers.forEach(clearTimeout);
    // The times are constants of this module.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return passed;
}

/** So many lines of grey. */
export function Lines({ n = 4 }: { n?: number }) {
  return Array.from({ length: n }, (_, i) => <div key={i} className="state-line" />);
}

function Cancelled({ again }: { again: () => void }) {
  const { t } = useTranslation();
  return (
    <Box title={t("state.cancelled")}>
      <Again again={again} />
    </Box>
  );
}

/** What cannot be answered now, and is asked again by itself. */
function Away({ error }: { error: AskError }) {
  const { t } = useTranslation();
  const [since] = useState(error.at);
  return (
    <Box title={title(t, error)}>
      <p>
        {t("state.away")} <Moment at={since} />
      </p>
    </Box>
  );
}

export function Failure({ error, again }: { error: AskError; again?: () => void }) {
  const { t } = useTranslation();
  const known = t(`errors.${error.code as "INTERNAL"}`, { defaultValue: "" });
  return (
    <Box title={title(t, error)} alert>
      {error.code === "UNAUTHENTICATED" ? (
        <p>
          <a className="button first" href="/login">
            {t("signIn")}
          </a>
        </p>
      ) : (
        <>
          {known && error.message && error.code !== "FORBIDDEN" ? (
            <p className="quiet" lang="en">
              {error.message}
            </p>
          ) : null}
          {again ? <Again again={again} /> : null}
        </>
      )}
    </Box>
  );
}

type T = ReturnType<typeof useTranslation>["t"];

function title(t: T, error: AskError): string {
  return t(`errors.${error.code as "INTERNAL"}`, { defaultValue: error.message });
}

function Again({ again }: { again: () => void }) {
  const { t } = useTranslation();
  return (
    <Button className="button" onPress={again}>
      {t("state.again")}
    </Button>
  );
}

/** An answer that could not be asked for again, and is shown as it last was. */
function Old({ since, error }: { since: Date; error: AskError }) {
  const { t } = useTranslation();
  return (
    <Band>
      {title(t, error)} {t("state.old")} <Moment at={since} />
    </Band>
  );
}

/** Nothing to show: what was looked for, and what to do. */
export function Box({ title, alert = false, children }: { title: string; alert?: boolean; children?: ReactNode }) {
  return (
    <div className="state-box" role={alert ? "alert" : undefined}>
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}

/** A line above figures that are to be read with care. */
export function Band({ children }: { children: ReactNode }) {
  return (
    <div className="state-band" role="status">
      {children}
    </div>
  );
}
