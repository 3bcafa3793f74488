/** What is wrong: how much it weighs, by which law, and what shows it. */

import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { FindingStatus } from "../../api/generated/graphql";
import { may, useViewer } from "../../api/viewer";
import { Weight } from "../../parts/Mark";
import { Naming, type Firms } from "../../parts/Naming";
import { Subject } from "../../parts/Subject";
import { Kg } from "../../parts/units";
import { useWords } from "../../words/use";
import { firmsOf, type Finding, type Told } from "./subject";

const Review = lazy(async () => ({ default: (await import("./Review")).Review }));

/** So much of what shows a finding is listed at once. */
const SHOWN = 4;

export function Findings({ verdict }: { verdict: Told }) {
  const { t } = useTranslation();
  const { findings } = verdict;
  const firms = firmsOf(verdict);
  return (
    <section className="findings" aria-labelledby="findings">
      <h2 id="findings">{t("findings.title", { n: findings.length })}</h2>
      {findings.length ? (
        <ul>
          {findings.map((finding) => (
            <One key={`${finding.code} ${finding.subject.key}`} finding={finding} firms={firms} />
          ))}
        </ul>
      ) : (
        <p className="quiet">{t("findings.none")}</p>
      )}
    </section>
  );
}

function One({ finding, firms }: { finding: Finding; firms: Firms }) {
  const { word } = useWords();
  const reviews = may(useViewer(), "Mutation.reviewFinding");
  const { title, code, severity, relation, kg, status, message, basis } = finding;
  return (
    <li className={closed(status) ? "finding finding-closed" : "finding"}>
      <h3>
        <Weight of={severity} /> <span>{title}</span> {kg != null ? <Kg kg={kg} /> : null}
      </h3>
      {message === title ? null : (
        <p>
          <Naming text={message} firms={firms} />
        </p>
      )}
      <p className="quiet">
        {basis} · <code>{code}</code> · {word("relation", relation)} · {word("finding_status", status)}
      </p>
      <Evidence of={finding.evidenceSubjects} />
      {finding.id && reviews ? (
        <Suspense>
          <Review finding={finding} id={finding.id} />
        </Suspense>
      ) : null}
    </li>
  );
}

function closed(status: FindingStatus): boolean {
  return status === "DISMISSED";
}

function Evidence({ of }: { of: Finding["evidenceSubjects"] }) {
  const { t } = useTranslation();
  if (!of.length) return null;
  const rest = of.slice(SHOWN);
  return (
    <div className="evidence">
      <span className="quiet">{t("findings.evidence")}</span> <Listed of={of.slice(0, SHOWN)} />
      {rest.length ? (
        <details>
          <summary>{t("findings.more", { n: rest.length })}</summary>
          <Listed of={rest} />
        </details>
      ) : null}
    </div>
  );
}

function Listed({ of }: { of: Finding["evidenceSubjects"] }) {
  return (
    <ul className="keys">
      {of.map(({ label, key }) => (
        <li key={label + key}>
          <Subject label={label} of={key} />
        </li>
      ))}
    </ul>
  );
}
