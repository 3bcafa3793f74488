/** The answer: how much is lawful, between which bounds, in a sentence to read aloud. */

import { useTranslation } from "react-i18next";

import { Bar } from "../../parts/Bar";
import { Mark, type Standing } from "../../parts/Mark";
import { Kg } from "../../parts/units";
import type { Told } from "./subject";

const STANDINGS = ["lawful", "unlawful", "unverified"] as const;

export function Answer({ verdict }: { verdict: Told }) {
  const { t } = useTranslation();
  return (
    <section className="answer" aria-labelledby="headline">
      <h2 id="headline">
        <Mark of={standingOf(verdict)} /> {verdict.headline}
      </h2>
      <Bar of={verdict} bounds={verdict} />
      <ul className="answer-parts">
        {STANDINGS.map((standing) => (
          <li key={standing}>
            <Mark of={standing} /> {t(`standing.${standing}`)}{" "}
            <b>
              <Kg kg={verdict[`${standing}Kg`]} />
            </b>
          </li>
        ))}
      </ul>
      <p className="answer-sentence">{verdict.sentence}</p>
    </section>
  );
}

/** The shape of a conclusion: the worst that is in it. */
export function standingOf(verdict: Told): Standing {
  if (verdict.unlawfulKg > 0) return "unlawful";
  return verdict.conclusion === "LAWFUL" ? "lawful" : "unverified";
}
