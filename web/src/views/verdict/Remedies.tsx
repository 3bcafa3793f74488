/** Which records would clear it, each tried by itself. */

import { useTranslation } from "react-i18next";

import { RemediesDocument } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { State } from "../../parts/State";
import { Naming, type Firms } from "../../parts/Naming";
import { Subject } from "../../parts/Subject";
import { Kg } from "../../parts/units";
import { useWords } from "../../words/use";
import { firmsOf, subjectOf, useCustody, type Asked, type Told } from "./subject";

export function Remedies({ asked, verdict }: { asked: Asked; verdict: Told }) {
  if (verdict.conclusion === "LAWFUL") return null;
  return <Wanted asked={asked} firms={firmsOf(verdict)} />;
}

function Wanted({ asked, firms }: { asked: Asked; firms: Firms }) {
  const { t } = useTranslation();
  const { spoken } = useWords();
  const custody = useCustody();
  const answer = useAsk(RemediesDocument, { subject: subjectOf(asked), custody, language: spoken });
  return (
    <section aria-labelledby="remedies">
      <h2 id="remedies">{t("remedies.title")}</h2>
      <State of={answer}>
        {({ verdict }) =>
          verdict?.remedies.length ? (
            <ul className="remedies">
              {verdict.remedies.map(({ text, kg, certain, on }) => (
                <li key={text}>
                  <Naming text={text} firms={firms} /> <b>{t(certain ? "remedies.gain" : "remedies.most")}</b> <Kg kg={kg} />{" "}
                  <span className="quiet">
                    <Subject label={on.label} of={on.key} kind />
                  </span>
                </li>
              ))}
            </ul>
          ) : (
            <p className="quiet">{t("remedies.none")}</p>
          )
        }
      </State>
    </section>
  );
}
