/** What the records advise, why, and what an officer did; only an officer decides. */

import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { ClearanceDecision } from "../../api/generated/graphql";
import { may, useViewer } from "../../api/viewer";
import { Naming } from "../../parts/Naming";
import { Subject } from "../../parts/Subject";
import { useWords } from "../../words/use";
import { firmsOf, type Asked, type Declared, type Told } from "./subject";

const Decide = lazy(async () => ({ default: (await import("./Decide")).Decide }));

const DECISIONS = ["HOLD", "RELEASE", "SAMPLE"] as const;

interface Props {
  asked: Asked;
  verdict: Told;
  declaration: Declared | null | undefined;
}

export function Advice({ asked, verdict, declaration }: Props) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [deciding, decide] = useState<ClearanceDecision | null>(null);
  const { clearance } = verdict;
  // What it comes to stands above already.
  const reasons = verdict.reasons.filter(({ code }) => !code.startsWith("ORIGIN_"));
  const firms = firmsOf(verdict);
  if (!clearance && !reasons.length) return <p className="quiet">{t("advice.law")}</p>;
  const decides = declaration && may(viewer, "Mutation.decideClearance");
  return (
    <section className="advice" aria-labelledby="advice">
      <div className="advice-line">
        <div>
          <h2 id="advice">{clearance ? t(`advice.${clearance}`) : t("advice.why")}</h2>
          {clearance ? <p>{t("advice.advisory")}</p> : null}
        </div>
        {decides ? (
          <div className="advice-buttons not-printed">
            {DECISIONS.map((decision) => (
              <Button key={decision} className="button" onPress={() => decide(decision)}>
                {t(`decide.${decision}`)}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
      {reasons.length ? (
        <details className="advice-reasons" open>
          <summary>{t("advice.reasons", { count: reasons.length })}</summary>
          <ul>
            {reasons.map(({ code, message }) => (
              <li key={code + message}>
                <Naming text={message} firms={firms} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {declaration ? <Decisions of={declaration} /> : null}
      <p className="quiet">{t("advice.law")}</p>
      {deciding ? (
        <Suspense>
          <Decide
            number={asked.of}
            decision={deciding}
            verdict={verdict}
            close={() => decide(null)}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

/** What was decided before, each with what was advised then. */
function Decisions({ of: { decisions } }: { of: Declared }) {
  const { t } = useTranslation();
  const { moment } = useWords();
  if (!decisions.length) return null;
  return (
    <ul className="decisions" aria-label={t("decided.all")}>
      {decisions.toReversed().map(({ at, by, decision, reason, advice, open, labTest }) => (
        <li key={at + by}>
          <b>
            {t(`decided.${decision}`, {
              who: by,
              when: moment(at),
              why: reason.replace(/[。.]+$/, ""),
            })}
          </b>{" "}
          {advice ? t(`decided.advised.${advice}`) : null}{" "}
          {labTest ? (
            <>
              {t("decided.answered")} <Subject label="LAB_TEST" of={labTest.key} />
            </>
          ) : open ? (
            t("decided.open")
          ) : null}
        </li>
      ))}
    </ul>
  );
}
