/** The paper that each step should have, in order of time, and where there is none. */

import { useTranslation } from "react-i18next";

import { Subject } from "../../parts/Subject";
import { Day, Kg, Name } from "../../parts/units";
import { useWords } from "../../words/use";
import type { Told } from "./subject";

type Step = Told["papers"]["steps"][number];

export function Papers({ verdict }: { verdict: Told }) {
  const { t } = useTranslation();
  const { steps, leftOut } = verdict.papers;
  const missing = steps.filter((step) => step.missing).length;
  if (!steps.length) return null;
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">
        {t("papers.title")}{" "}
        <span className="quiet">{t(missing ? "papers.missing" : "papers.whole", { n: missing })}</span>
      </h2>
      {leftOut > 0 ? <p className="quiet">{t("papers.leftOut", { n: leftOut })}</p> : null}
      <ol className="papers">
        {alike(steps).map(([step, count]) => (
          <Paper key={keyOf(step)} step={step} count={count} />
        ))}
      </ol>
    </section>
  );
}

/** What is alike but for the items of one transfer or export stands once, with its number. */
function alike(steps: readonly Step[]): (readonly [Step, number])[] {
  return [...Map.groupBy(steps, keyOf).values()].map((same) => {
    const grams = same.reduce((sum, { missingKg }) => sum + Math.round(missingKg * 1_000), 0);
    return [{ ...same[0]!, missingKg: grams / 1_000 }, same.length] as const;
  });
}

function keyOf({ date, expected, missing, event, found }: Step): string {
  const item = event?.key.replace(/\/\d+$/, "");
  return [date, expected, missing, item, ...found.map(({ key }) => key)].join(" ");
}

function Paper({ step, count }: { step: Step; count: number }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { date, expected, missing, missingKg, event, found } = step;
  return (
    <li className={missing ? "paper paper-missing" : "paper"}>
      <Day day={date} />
      <span className="paper-mark" aria-hidden="true">
        {missing ? "✕" : "✓"}
      </span>
      <div>
        <b>{missing ? t("papers.no", { paper: word("paper", expected) }) : word("paper", expected)}</b>
        {missing && missingKg > 0 ? (
          <>
            {" "}
            <Kg kg={missingKg} />
          </>
        ) : null}{" "}
        {found.map(({ label, key }) => (
          <span key={label + key}>
            <Subject label={label} of={key} />{" "}
          </span>
        ))}
        <div className="quiet">
          {event?.kind ? word("event_kind", event.kind) : null} <Name of={event?.enterprise} />
          {count > 1 ? ` ×${count}` : null}
        </div>
      </div>
    </li>
  );
}
