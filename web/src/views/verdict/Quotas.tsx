/** The quotas that covered it, and how full each was when it was drawn on. */

import { useTranslation } from "react-i18next";

import { Day, Kg, Name } from "../../parts/units";
import { Subject } from "../../parts/Subject";
import { useWords } from "../../words/use";
import type { Told } from "./subject";

type Use = Told["quotas"][number];

export function Quotas({ verdict }: { verdict: Told }) {
  const { t } = useTranslation();
  const { quotas } = verdict;
  return (
    <section aria-labelledby="quotas">
      <h2 id="quotas">{t("quotas.title")}</h2>
      {quotas.length ? (
        <div className="scrolls" tabIndex={0} role="group" aria-label={t("quotas.title")}>
          <table className="draws">
            <caption className="unseen">{t("quotas.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("quotas.quota")}</th>
                <th scope="col">{t("quotas.of")}</th>
                <th scope="col" className="number">
                  {t("quotas.covers")}
                </th>
                <th scope="col">{t("quotas.draws")}</th>
              </tr>
            </thead>
            <tbody>
              {quotas.map((use, n) => (
                <Row key={use.quota?.key ?? n} use={use} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="quiet">{t("quotas.none")}</p>
      )}
    </section>
  );
}

function Row({ use: { quota, kg, draws } }: { use: Use }) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <tr>
      <td>
        {quota ? (
          <>
            {quota.year ? (
              <div>
                {quota.year} {quota.activity ? word("activity", quota.activity) : null}{" "}
                {quota.oreClass ? word("ore_class", quota.oreClass) : null}
              </div>
            ) : null}
            <Subject label="QUOTA" of={quota.key} />
          </>
        ) : (
          "—"
        )}
      </td>
      <td>
        <Name of={quota?.allocatedTo} />
      </td>
      <td className="number">
        <Kg kg={kg} />
      </td>
      <td>
        {draws.length ? null : "—"}
        <ul>
          {draws.map((draw) => (
            <li key={draw.event?.key ?? draw.date}>
              <Day day={draw.date} />: <Kg kg={draw.kg} />
              {draw.coveredKg < draw.kg ? (
                <>
                  {" "}
                  ({t("quotas.covered")} <Kg kg={draw.coveredKg} />)
                </>
              ) : null}
              <span className="quiet">
                {" "}
                {t("quotas.left")} <Kg kg={draw.balanceBeforeKg} /> →{" "}
                <Kg kg={draw.balanceAfterKg} />
              </span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
