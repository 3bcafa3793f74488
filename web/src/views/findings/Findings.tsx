/** What is found: narrowed at the left, listed, and told in full at the right. */

import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { Facets } from "./Facets";
import { Worklist } from "./Worklist";
import { filterOf } from "./route";
import "./findings.css";

export function Findings() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/findings" });
  const { open: _, lang: __, ...narrowed } = search;
  const key = JSON.stringify(narrowed);
  // The filter is the same object as long as it says the same.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const filter = useMemo(() => filterOf(search), [key]);
  return (
    <article className="monitor">
      <h1>{t("finding.all")}</h1>
      <div className="monitor-columns">
        <Facets filter={filter} />
        <Worklist key={key} filter={filter} order={search.order ?? "SEVERITY"} />
      </div>
    </article>
  );
}
