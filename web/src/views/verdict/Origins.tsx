/** Where it comes from: who mined, imported or took it in, and where that stands before the law. */

import { useTranslation } from "react-i18next";

import { Mark } from "../../parts/Mark";
import { Subject } from "../../parts/Subject";
import { Day, Kg, Name } from "../../parts/units";
import { standingOf, useWords } from "../../words/use";
import { OriginPicture } from "./Flows";
import type { Asked, Told } from "./subject";

export function Origins({ asked, verdict }: { asked: Asked; verdict: Told }) {
  const { t } = useTranslation();
  const { word, share } = useWords();
  const { origins, statuses, reoKg } = verdict;
  return (
    <section className="origins" aria-labelledby="origins">
      <h2 id="origins">{t("origins.title")}</h2>
      <OriginPicture asked={asked} />
      <div className="scrolls" tabIndex={0} role="group" aria-label={t("origins.title")}>
        <table className="draws">
          <caption className="unseen">{t("origins.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("origins.who")}</th>
              <th scope="col">{t("origins.event")}</th>
              <th scope="col" className="number">
                {t("origins.mass")}
              </th>
            </tr>
          </thead>
          <tbody>
            {origins.map(({ event, enterprise, kg }, n) => (
              <tr key={event?.key ?? n}>
                <td>
                  <Name of={enterprise} />
                  {enterprise?.region ? (
                    <span className="quiet" lang="zh-CN">
                      {" "}
                      {enterprise.region.name}
                    </span>
                  ) : null}
                </td>
                <td>
                  {event ? (
                    <>
                      {event.kind ? word("event_kind", event.kind) : null} <Day day={event.date} />{" "}
                      <Subject label="EVENT" of={event.key} />
                    </>
                  ) : (
                    t("origins.unknown")
                  )}
                </td>
                <td className="number">
                  <Kg kg={kg} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t("origins.statuses")}</h3>
      <ul className="statuses">
        {statuses.map(({ status, kg }) => (
          <li key={status}>
            <Mark of={standingOf(status)} /> {word("status", status)} <Kg kg={kg} />
            {reoKg > 0 ? <span className="quiet"> {share(kg / reoKg)}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
