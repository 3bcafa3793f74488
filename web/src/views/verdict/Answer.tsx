/** The answer: how much is lawful, between which bounds, in a sentence to read aloud. */

import { useTranslation } from "react-i18next";

import type { VerdictQuery } from "../../api/generated/graphql";
import { Bar } from "../../parts/Bar";
import { Mark, type Standing } from "../../parts/Mark";
import { Kg } from "../../parts/units";

export type VerdictShown = NonNullable<VerdictQuery["verdict"]>;

const STANDINGS = ["lawful", "unlawful", "unverified"] as const;

export function Answer({ verdict }: { verdict: VerdictShown }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="headline">
      <h2 id="headline">
        <Mark of={standingOf(verdict)} /> {verdict.headline}
      </h2>
      <Bar of={verdict} bounds={verdict} />
      <ul className="answer-parts">
        {STANDINGS.map((standing) => (
          <li key={standing}>
            <Mark of={standing} /> {t(`standing.${standing}`)} <Kg kg={verdict[`${standing}Kg`]} />
          </li>
        ))}
      </ul>
      <p className="answer-sentence">{verdict.sentence}</p>
    </section>
  );
}

/** The shape of a conclusion: the worst that is in it. */
export function standingOf(verdict: VerdictShown): Standing {
  if (verdict.unlawfulKg > 0) return "unlawful";
  return verdict.conclusion === "LAWFUL" ? "lawful" : "unverified";
}
