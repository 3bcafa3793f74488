/** Shipments that nobody decided yet, those with most that is unlawful first. */

import { useTranslation } from "react-i18next";

import { AttentionDocument, type AttentionQuery, type Conclusion } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import type { Viewer } from "../../api/viewer";
import { Bar } from "../../parts/Bar";
import { Mark } from "../../parts/Mark";
import { State } from "../../parts/State";
import { Subject } from "../../parts/Subject";
import { Day, Kg, Name } from "../../parts/units";
import { useWords } from "../../words/use";

const DOUBTED: Conclusion[] = ["MIXED", "UNLAWFUL", "UNVERIFIED"];
const LOOK_MS = 30_000;

type Shipment = AttentionQuery["declarations"]["edges"][number]["node"];

export function Attention({ viewer: { role } }: { viewer: Viewer }) {
  const { t } = useTranslation();
  const { spoken: language } = useWords();
  // Who exports looks for its own shipments, the latest first; who decides for what is to be decided.
  const own = role === "IMPORTER" || role === "ENTERPRISE";
  const filter = own
    ? { direction: "EXPORT" as const }
    : { direction: "EXPORT" as const, conclusions: DOUBTED, decided: false };
  const order = own ? "NEWEST" : "UNLAWFUL";
  const asked = useAsk(AttentionDocument, { filter, order, language }, { every: LOOK_MS, keep: true });
  const total = asked.data?.declarations.totalCount;
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">
        {t(own ? "home.shipments" : "home.attention")}{" "}
        {total == null ? null : <span className="quiet">({total})</span>}
      </h2>
      <State of={asked}>
        {({ declarations: { edges } }) =>
          edges.length === 0 ? (
            <p className="quiet">{t(own ? "home.noShipments" : "home.calm")}</p>
          ) : (
            <>
              <ul className="home-list">
                {edges.map(({ node }) => (
                  <li key={node.key}>
                    <One of={node} />
                  </li>
                ))}
              </ul>
              {total != null && total > edges.length ? (
                <p className="quiet">{t("home.more", { count: total - edges.length })}</p>
              ) : null}
            </>
          )
        }
      </State>
    </section>
  );
}

function One({ of: { key, date, country, party, declarant, verdict } }: { of: Shipment }) {
  return (
    <div className="home-shipment">
      <div>
        {verdict ? <Mark of={standingOf(verdict)} /> : null} <Subject label="DECLARATION" of={key} />
        <div className="quiet">
          <Name of={party ?? declarant} />
          {country ? ` → ${country}` : ""} · <Day day={date} />
        </div>
      </div>
      {verdict ? (
        <div>
          <div>
            {verdict.headline} · <Kg kg={verdict.totalKg} />
            {verdict.unlawfulKg > 0 && verdict.unlawfulKg < verdict.totalKg ? (
              <>
                {" · "}
                <Mark of="unlawful" /> <Kg kg={verdict.unlawfulKg} />
              </>
            ) : null}
          </div>
          <Bar of={verdict} />
        </div>
      ) : null}
    </div>
  );
}

function standingOf({ unlawfulKg, conclusion }: NonNullable<Shipment["verdict"]>) {
  if (unlawfulKg > 0) return "unlawful";
  return conclusion === "LAWFUL" ? "lawful" : "unverified";
}
