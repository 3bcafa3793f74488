/** The verdicts of a list, one a row. */

import { useTranslation } from "react-i18next";

import { Bar } from "../../parts/Bar";
import { Mark, type Standing } from "../../parts/Mark";
import { Subject } from "../../parts/Subject";
import { Table, type Column } from "../../parts/Table";
import { useWords } from "../../words/use";
import type { BatchVerdict, Judged } from "./judged";
import { SORTS } from "./route";

const STANDINGS = ["lawful", "unlawful", "unverified"] as const;

interface Props {
  rows: readonly Judged[];
  sorted: string | undefined;
  sort: (name: string) => void;
}

export function Verdicts({ rows, sorted, sort }: Props) {
  const { t } = useTranslation();
  const { number, word } = useWords();
  const columns: Column<Judged>[] = [
    {
      name: "subject",
      head: t("batch.subject"),
      heads: true,
      className: "batch-subject",
      cell: ({ verdict: { subject } }) => <Subject label={subject.label} of={subject.key} kind />,
    },
    {
      name: "advice",
      head: t("batch.advice"),
      className: "batch-advice",
      cell: ({ verdict }) => <Advice of={verdict} />,
    },
    {
      name: "bar",
      head: t("batch.bar"),
      className: "batch-bar",
      cell: ({ verdict }) => <Bar of={verdict} />,
    },
    ...STANDINGS.map(
      (standing): Column<Judged> => ({
        name: `${standing}Kg`,
        head: (
          <>
            <Mark of={standing} /> {t(`standing.${standing}`)}, {t("unit.kg")}
          </>
        ),
        number: true,
        sortable: SORTS.some((one) => one === `${standing}Kg`),
        cell: ({ verdict }) => number(verdict[`${standing}Kg`]),
      }),
    ),
    {
      name: "reoKg",
      head: `${t("batch.whole")}, ${t("unit.kg")}`,
      number: true,
      sortable: true,
      cell: ({ verdict }) => number(verdict.reoKg),
    },
    {
      name: "bounds",
      head: `${t("batch.bounds")}, ${t("unit.kg")}`,
      number: true,
      cell: ({ verdict }) => `${number(verdict.lawfulMinKg)} – ${number(verdict.lawfulMaxKg)}`,
    },
  ];
  return (
    <Table
      caption={t("batch.verdicts")}
      columns={columns}
      rows={rows}
      idOf={({ verdict: { subject } }) => `${subject.label}:${subject.key}`}
      sorted={sorted}
      sort={sort}
    />
  );

  function Advice({ of }: { of: BatchVerdict }) {
    return (
      <>
        <div>
          <Mark of={standingOf(of)} /> {of.headline}
        </div>
        {of.clearance ? (
          <div className="quiet" title={of.clearanceReasons.join("\n")}>
            {t("batch.advised", { what: word("clearance", of.clearance) })}
          </div>
        ) : null}
        {of.truncated ? <div className="quiet">{t("batch.truncated")}</div> : null}
      </>
    );
  }
}

/** The shape of a conclusion: the worst that is in it. */
function standingOf({ unlawfulKg, conclusion }: BatchVerdict): Standing {
  if (unlawfulKg > 0) return "unlawful";
  return conclusion === "LAWFUL" ? "lawful" : "unverified";
}
