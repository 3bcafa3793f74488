/** What the papers say of the goods, in a line: what, from whom, where to, when. */

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { VerdictQuery } from "../../api/generated/graphql";
import { Subject } from "../../parts/Subject";
import { Day, Kg, Name } from "../../parts/units";
import { useWords } from "../../words/use";

interface Props {
  declaration?: VerdictQuery["declaration"];
  lot?: VerdictQuery["lot"];
  licence?: VerdictQuery["exportLicence"];
}

export function About({ declaration, lot, licence }: Props) {
  const { t } = useTranslation();
  const { word } = useWords();
  const facts: [string, ReactNode][] = [];

  function say(name: string, what: unknown, shown: ReactNode = String(what)) {
    if (what !== null && what !== undefined && what !== "") facts.push([name, shown]);
  }

  if (declaration) {
    const { direction, date, goods, netKg, country, port, endUser, party, declarant } = declaration;
    say(t("about.direction"), direction, direction && word("trade_direction", direction));
    say(t("about.date"), date, <Day day={date} />);
    say(t("about.goods"), goods, <span lang="zh-CN">{goods}</span>);
    say(t("about.net"), netKg, netKg != null && <Kg kg={netKg} />);
    say(t("about.country"), country);
    say(t("about.port"), port);
    say(t("about.party"), party ?? declarant, <Name of={party ?? declarant} />);
    say(t("about.endUser"), endUser);
    const { licence: under } = declaration;
    say(word("label", "EXPORT_LICENCE"), under, under && <Subject label="EXPORT_LICENCE" of={under.key} />);
  }
  if (lot) {
    say(t("about.product"), lot.product, lot.product && word("product", lot.product));
    say(t("about.holder"), lot.holder, <Name of={lot.holder} />);
    say(t("about.produced"), lot.producedOn, <Day day={lot.producedOn} />);
  }
  if (licence) {
    say(t("about.kind"), licence.kind, licence.kind && word("licence_kind", licence.kind));
    say(t("about.status"), licence.status, licence.status && word("licence_status", licence.status));
    say(t("about.holder"), licence.holder, <Name of={licence.holder} />);
    say(t("about.net"), licence.netKg, licence.netKg != null && <Kg kg={licence.netKg} />);
    say(t("about.until"), licence.validTo, <Day day={licence.validTo} />);
    say(t("about.country"), licence.destinations.join(", "));
    say(t("about.endUser"), licence.endUsers.join(", "));
  }
  return (
    <dl className="about">
      {facts.map(([name, shown]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{shown}</dd>
        </div>
      ))}
    </dl>
  );
}
