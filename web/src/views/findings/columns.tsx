/** The columns of the list of findings. */

import { Link } from "@tanstack/react-router";
import { useMemo, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";

import { Weight } from "../../parts/Mark";
import { Subject } from "../../parts/Subject";
import type { Column } from "../../parts/Table";
import { Day, Name } from "../../parts/units";
import { useWords } from "../../words/use";
import type { FindingRow } from "./list";

interface Uses {
  chosen: ReadonlySet<string>;
  /** Choose one, or not any more; nothing for who may not review. */
  toggle: ((id: string) => void) | undefined;
  opened: (event: MouseEvent, id: string) => void;
}

export function useColumns({ chosen, toggle, opened }: Uses): Column<FindingRow>[] {
  const { t } = useTranslation();
  const { number, word } = useWords();
  return useMemo(() => {
    const choosing: Column<FindingRow> = {
      name: "chosen",
      head: <span className="unseen">{t("finding.choose")}</span>,
      className: "not-printed",
      cell: ({ id, title, subject }) => (
        <input
          type="checkbox"
          checked={chosen.has(id)}
          onChange={() => toggle?.(id)}
          aria-label={`${t("finding.choose")} ${title} ${subject.key}`}
        />
      ),
    };
    const columns: Column<FindingRow>[] = [
      { name: "severity", head: t("finding.by.severity"), cell: ({ severity }) => <Weight of={severity} /> },
      {
        name: "title",
        head: t("finding.what"),
        heads: true,
        className: "worklist-what",
        cell: ({ id, title, subject }) => (
          <>
            <Link
              to="/findings/$id"
              params={{ id }}
              preload={false}
              data-opens=""
              onClick={(event) => opened(event, id)}
            >
              {title}
            </Link>
            <div>
              <Subject label={subject.label} of={subject.key} kind />
            </div>
          </>
        ),
      },
      {
        name: "kg",
        head: `${t("finding.mass")}, ${t("unit.kg")}`,
        number: true,
        cell: ({ kg }) => (kg == null ? "" : number(kg)),
      },
      {
        name: "where",
        head: t("finding.where"),
        cell: ({ enterprise, region }) => (
          <>
            {enterprise ? <Name of={enterprise} /> : null}
            {region ? (
              <div className="quiet">
                <Name of={region} />
              </div>
            ) : null}
          </>
        ),
      },
      { name: "day", head: t("finding.day"), cell: ({ day }) => <Day day={day} /> },
      {
        name: "status",
        head: t("finding.by.status"),
        cell: ({ status, goneAt }) => (
          <>
            {word("finding_status", status)}
            {goneAt ? <div className="quiet">{t("finding.isGone")}</div> : null}
          </>
        ),
      },
    ];
    return toggle ? [choosing, ...columns] : columns;
  }, [chosen, toggle, opened, t, number, word]);
}
