/** How the conclusion changed, when, and by which records. */

import { useTranslation } from "react-i18next";

import { Band } from "../../parts/State";
import { Kg, Moment } from "../../parts/units";
import { useWords } from "../../words/use";
import { useSeen } from "./seen";
import type { Asked, Declared, Told } from "./subject";

type Change = Declared["conclusionChanges"][number];

/** So many records are named as the cause of a change. */
const NAMED = 3;

export function Changes({ declaration }: { declaration: Declared | null | undefined }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const changes = declaration?.conclusionChanges ?? [];
  if (changes.length < 2) return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{t("changes.title")}</h2>
      <ol className="changes">
        {changes.toReversed().map((change) => (
          <li key={change.at}>
            <Moment at={change.at} />:{" "}
            {change.before ? `${word("conclusion", change.before)} → ` : null}
            <b>{change.after ? word("conclusion", change.after) : t("changes.gone")}</b>{" "}
            {change.lawfulKgAfter != null ? <Kg kg={change.lawfulKgAfter} /> : null}{" "}
            <span className="quiet">
              <Causes of={change.causes} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Causes({ of }: { of: Change["causes"] }) {
  const { t } = useTranslation();
  const rest = of.length - NAMED;
  return (
    <>
      {of.slice(0, NAMED).map(({ kind, id }) => (
        <code key={kind + id}>{id} </code>
      ))}
      {rest > 0 ? t("changes.more", { n: rest }) : null}
    </>
  );
}

interface Props {
  asked: Asked;
  verdict: Told;
  declaration: Declared | null | undefined;
}

/** That the figures are others than when somebody last looked, and why. */
export function SinceLast({ asked, verdict, declaration }: Props) {
  const { t } = useTranslation();
  const { moment, number } = useWords();
  const seen = useSeen(asked, verdict);
  if (!seen || seen.lawfulKg === verdict.lawfulKg) return null;
  const since = new Date(seen.at);
  const causes = (declaration?.conclusionChanges ?? [])
    .filter(({ at }) => new Date(at) > since)
    .flatMap((change) => change.causes);
  return (
    <Band>
      {t(causes.length ? "changes.since" : "changes.sinceUnknown", {
        when: moment(seen.at),
        before: number(seen.lawfulKg),
        after: number(verdict.lawfulKg),
      })}{" "}
      <Causes of={causes} />
    </Band>
  );
}
