/** What a thing came from, or what became of it, on the whole screen. */

import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Label } from "../../api/generated/graphql";
import { Missing } from "../../frame/Missing";
import { Lineage } from "../../parts/lineage/Lineage";
import { subjectIn, type LineageState } from "../../parts/lineage/state";
import { Subject } from "../../parts/Subject";

const LABELS: Record<string, Label> = {
  declaration: "DECLARATION",
  lot: "LOT",
  licence: "EXPORT_LICENCE",
  event: "EVENT",
};

export function LineageView() {
  const { t } = useTranslation();
  const { kind, key } = useParams({ from: "/lineage/$kind/$key" });
  const state = useSearch({ from: "/lineage/$kind/$key" });
  const navigate = useNavigate();
  const subject = subjectIn(kind, key);
  if (!subject) return <Missing />;

  function set(search: LineageState) {
    void navigate({ to: "/lineage/$kind/$key", params: { kind, key }, search, resetScroll: false });
  }

  return (
    <>
      <h1>
        {t("lineage.title")}: <Subject label={LABELS[kind]!} of={key} kind />
      </h1>
      <Lineage key={`${kind} ${key}`} subject={subject} state={state} set={set} full />
    </>
  );
}
