/** How stops and flows of a lineage are told. */

import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { massesOf, STANDINGS } from "../standings";
import { Mark } from "../Mark";
import "../bar.css";
import { Day, Kg, Name } from "../units";
import { useWords } from "../../words/use";
import type { EventShown, Flow, LotShown, Stop } from "./shown";

/** What happened, or what a lot is of. */
export function useTitle(): (stop: Stop) => string {
  const { t } = useTranslation();
  const { word } = useWords();
  return ({ event, lot }) => {
    if (event?.process) return word("process", event.process);
    if (event?.kind) return word("event_kind", event.kind);
    if (lot?.product) return word("product", lot.product);
    return t("lineage.notOnRecord");
  };
}

/** A stop in one sentence, for those who hear it. */
export function useTold(): (stop: Stop, into: number, out: number) => string {
  const { t } = useTranslation();
  const title = useTitle();
  const { name, day } = useWords();
  return (stop, into, out) =>
    [
      stop.subject ? t("lineage.subject") : null,
      title(stop),
      stop.lot ? stop.lot.key : null,
      whoOf(stop) ? name(whoOf(stop)!) : null,
      stop.event?.date ? day(stop.event.date) : null,
      t("lineage.beside", { into, out }),
      stop.more || stop.hidden ? t("lineage.goesOn") : null,
    ]
      .filter(Boolean)
      .join(", ");
}

export function whoOf({ event, lot }: Stop) {
  return event ? event.enterprise : lot?.holder;
}

/** From seller to buyer, hand by hand. */
export function Hands({ of, days = true }: { of: readonly EventShown[]; days?: boolean }) {
  return of.map(({ key, enterprise, buyer, date }) => (
    <span key={key} className="hands">
      <Name of={enterprise} /> → <Name of={buyer} /> {days ? <Day day={date} /> : null}
    </span>
  ));
}

/** What of a lot stands how, by the shares that the service tells. */
export function lotMasses({ statuses }: LotShown) {
  return massesOf(statuses.map(({ status, share }) => ({ status, kg: share })));
}

/** A lot's bar of three standings, in small; beside it nothing is told by it alone. */
export function LotBar({ of }: { of: LotShown | undefined }) {
  if (!of?.statuses.length) return null;
  const masses = lotMasses(of);
  return (
    <span className="lot-bar" aria-hidden="true">
      {STANDINGS.map((standing) => {
        const share = masses[`${standing}Kg`];
        return share > 0 ? (
          <span key={standing} className={`fill-${standing}`} style={{ flexGrow: share }} />
        ) : null;
      })}
    </span>
  );
}

/** A lot's shares by status, in words. */
export function LotShares({ of }: { of: LotShown | undefined }) {
  const { t } = useTranslation();
  const { share } = useWords();
  if (!of?.statuses.length) return <span className="quiet">—</span>;
  const masses = lotMasses(of);
  return STANDINGS.filter((standing) => masses[`${standing}Kg`] > 0).map((standing) => (
    <Fragment key={standing}>
      <span className="lot-share">
        <Mark of={standing} /> {t(`standing.${standing}`)} {share(masses[`${standing}Kg`])}
      </span>{" "}
    </Fragment>
  ));
}

export function Mass({ of }: { of: Flow }) {
  const { t } = useTranslation();
  return (
    <>
      <Kg kg={of.kg} />
      {of.supported ? null : <span className="unsupported"> {t("lineage.unsupported")}</span>}
    </>
  );
}
