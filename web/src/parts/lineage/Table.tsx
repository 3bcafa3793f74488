/** The lineage as a table: each step with what flowed into it, the same as is drawn. */

import { useTranslation } from "react-i18next";

import { Subject } from "../Subject";
import { Code, Day, Name } from "../units";
import type { Flow, LotShown, Stop } from "./shown";
import { beside, inOrder, type Folded } from "./walk";
import { Hands, LotShares, Mass, useTitle, whoOf } from "./words";

interface Props {
  shown: Folded;
  lots: ReadonlyMap<string, LotShown>;
  open: (id: string) => void;
}

export function Table({ shown, lots, open }: Props) {
  const { t } = useTranslation();
  const { into } = beside(shown);
  const stops = new Map(shown.stops.map((stop) => [stop.id, stop]));
  return (
    <div className="scrolls" role="region" aria-label={t("lineage.tableOf")} tabIndex={0}>
      <table className="lineage-table">
        <thead>
          <tr>
            <th scope="col">{t("lineage.from")}</th>
            <th scope="col">{t("lineage.lot")}</th>
            <th scope="col">{t("lineage.hands")}</th>
            <th scope="col" className="number">
              {t("lineage.mass")}
            </th>
            <th scope="col">{t("lineage.shares")}</th>
          </tr>
        </thead>
        {inOrder(shown).map((stop) => (
          <tbody key={stop.id} data-stop={stop.id}>
            <tr className={stop.subject ? "step step-subject" : "step"}>
              <th colSpan={5} scope="rowgroup">
                <Step of={stop} />
                {shown.behind.get(stop.id) || stop.more || stop.hidden ? (
                  <button type="button" className="button plain not-printed" onClick={() => open(stop.id)}>
                    {shown.behind.get(stop.id)
                      ? t("lineage.unfold", { count: shown.behind.get(stop.id)! })
                      : t("lineage.fetch")}
                  </button>
                ) : null}
              </th>
            </tr>
            {(into.get(stop.id) ?? []).map((flow) => (
              <Row key={flow.id} flow={flow} from={stops.get(flow.from)} lot={lots.get(flow.lots.at(-1) ?? "")} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** What happened, when, by whom; of a lot what it is and who holds it. */
export function Step({ of }: { of: Stop }) {
  const { t } = useTranslation();
  const title = useTitle();
  const { event, lot } = of;
  return (
    <>
      {event ? <Day day={event.date} /> : null} <b>{title(of)}</b> <Name of={whoOf(of)} />{" "}
      {lot ? <Subject label="LOT" of={lot.key} /> : null}
      {event?.declaration ? <Subject label="DECLARATION" of={event.declaration.key} kind /> : null}
      {event && !event.declaration ? <Code>{event.number ?? event.key}</Code> : null}
      {of.subject ? <span className="quiet"> ({t("lineage.subject")})</span> : null}
    </>
  );
}

function Row({ flow, from, lot }: { flow: Flow; from: Stop | undefined; lot: LotShown | undefined }) {
  const { t } = useTranslation();
  const title = useTitle();
  return (
    <tr data-flow={flow.id}>
      <td data-head={t("lineage.from")}>
        {from ? title(from) : "—"} {from ? <Name of={whoOf(from)} /> : null}
      </td>
      <td data-head={t("lineage.lot")}>
        {flow.lots.map((key, n) => (
          <span key={key}>
            {n ? " → " : null}
            <Subject label="LOT" of={key} />
          </span>
        ))}
      </td>
      <td data-head={t("lineage.hands")}>{flow.transfers.length ? <Hands of={flow.transfers} /> : "—"}</td>
      <td data-head={t("lineage.mass")} className="number">
        <Mass of={flow} />
      </td>
      <td data-head={t("lineage.shares")}>
        <LotShares of={lot} />
      </td>
    </tr>
  );
}
