/** Findings of some kind or since some day, the gravest first, and the way to all of them. */

import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { NewFindingsDocument } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { Weight } from "../../parts/Mark";
import { State } from "../../parts/State";
import { Kg, Name } from "../../parts/units";
import { useWords } from "../../words/use";
import { filterOf } from "../findings/route";

const LOOK_MS = 30_000;

interface Props {
  title: string;
  /** A day. */
  since?: string;
  codes?: readonly string[];
}

export function NewFindings({ title, since, codes }: Props) {
  const { t } = useTranslation();
  const { spoken: language } = useWords();
  const search = { status: "OPEN", ...(since ? { since } : {}), ...(codes ? { code: codes.join(",") } : {}) };
  const asked = useAsk(NewFindingsDocument, { filter: filterOf(search), language }, { every: LOOK_MS, keep: true });
  const total = asked.data?.findings.totalCount;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <Link to="/findings" search={search}>
          {title}
        </Link>{" "}
        {total == null ? null : <span className="quiet">({total})</span>}
      </h2>
      <State of={asked}>
        {({ findings: { edges } }) =>
          edges.length === 0 ? (
            <p className="quiet">{t("home.noFindings")}</p>
          ) : (
            <ul className="home-list">
              {edges.map(({ node }) => (
                <li key={node.id}>
                  <Weight of={node.severity} />{" "}
                  <Link to="/findings/$id" params={{ id: node.id }} preload={false}>
                    {node.title}
                  </Link>
                  <div className="quiet">
                    {node.kg == null ? null : (
                      <>
                        <Kg kg={node.kg} />
                        {" · "}
                      </>
                    )}
                    <Name of={node.enterprise ?? { key: node.subject.key }} />
                    {node.region ? (
                      <>
                        {" · "}
                        <Name of={node.region} />
                      </>
                    ) : null}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </State>
    </section>
  );
}
