/** A pasted list: a verdict a row, what most is unlawful of first where asked; and what is none. */

import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Band, Box, State } from "../../parts/State";
import { save, csv } from "../../parts/save";
import { useWords } from "../../words/use";
import { useKeys } from "../../frame/keys";
import { Paste } from "./Paste";
import { exported } from "./exported";
import { keptBatch, pasted } from "./pasted";
import { useBatch, type Batch as Answer } from "./judged";
import { Others } from "./Others";
import { Verdicts } from "./Verdicts";
import type { BatchSearch, Sort } from "./route";
import "./batch.css";

export function Addressed() {
  const { keys = "" } = useSearch({ from: "/batch" });
  const list = useMemo(() => pasted(keys), [keys]);
  return <Batch keys={list} />;
}

export function Kept() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/batch/$id" });
  const list = useMemo(() => keptBatch(id), [id]);
  if (list) return <Batch keys={list} />;
  return (
    <article>
      <h1>{t("batch.title")}</h1>
      <Box title={t("batch.elsewhere")}>
        <Paste />
      </Box>
    </article>
  );
}

function Batch({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation();
  const { spoken } = useWords();
  const { custody }: BatchSearch = useSearch({ strict: false });
  const model = custody === "segregated" ? "SEGREGATED" : "MASS_BALANCE";
  const asked = useBatch(keys, model, spoken);
  if (keys.length === 0) {
    return (
      <article>
        <h1>{t("batch.title")}</h1>
        <Paste />
      </article>
    );
  }
  return (
    <article className="batch">
      <h1>
        {t("batch.title")} <span className="quiet">({t("batch.count", { count: keys.length })})</span>
      </h1>
      <State of={asked}>{(answer) => <Shown answer={answer} asked={keys.length} />}</State>
    </article>
  );
}

function Shown({ answer, asked }: { answer: Answer; asked: number }) {
  const { t } = useTranslation();
  const { sort }: BatchSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const rows = useMemo(() => sorted(answer.judged, sort), [answer.judged, sort]);
  const lines = () => exported(rows, answer.others);
  const saveCsv = () => save("provenance.csv", "text/csv", csv(lines()));
  const saveJson = () =>
    save("provenance.json", "application/json", `${JSON.stringify(lines(), null, 2)}\n`);
  useKeys({ e: saveCsv, p: print });
  const held = answer.judged.filter(({ verdict }) => verdict.clearance === "HOLD").length;
  const waiting = answer.judged.some(({ verdict }) => verdict.waiting);
  function sortBy(name: string) {
    void navigate({ to: ".", search: (old: BatchSearch) => ({ ...old, sort: (name || undefined) as Sort }), replace: true });
  }
  return (
    <div className="batch">
      {waiting ? <Band>{t("settling")}</Band> : null}
      <div className="batch-head">
        <p role="status">
          {t("batch.judged", { count: answer.judged.length, asked })}
          {held > 0 ? ` ${t("batch.held", { count: held })}` : ""}
          {answer.others.length > 0 ? (
            <>
              {" "}
              <a href="#others">{t("batch.others", { count: answer.others.length })}</a>
            </>
          ) : null}
          {answer.repeated > 0 ? ` ${t("batch.repeated", { count: answer.repeated })}` : ""}
        </p>
        <div className="batch-do not-printed">
          <Button className="button" onPress={saveCsv}>
            {t("save.csv")}
          </Button>
          <Button className="button" onPress={saveJson}>
            {t("save.json")}
          </Button>
          <Button className="button" onPress={() => print()}>
            {t("save.print")}
          </Button>
          <Link className="button" to="/">
            {t("batch.another")}
          </Link>
        </div>
      </div>
      {rows.length > 0 ? <Verdicts rows={rows} sorted={sort} sort={sortBy} /> : null}
      {answer.others.length > 0 ? <Others of={answer.others} /> : null}
    </div>
  );
}

function sorted(judged: Answer["judged"], by: Sort | undefined) {
  return by ? judged.toSorted((one, other) => other.verdict[by] - one.verdict[by]) : judged;
}
