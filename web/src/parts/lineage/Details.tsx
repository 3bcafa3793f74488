/** One stop of a lineage beside the graph: what it is, and all that flows in and out. */

import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Subject } from "../Subject";
import { Name } from "../units";
import type { Flow, LotShown, Stop } from "./shown";
import { Step } from "./Table";
import type { Beside } from "./walk";
import { Hands, LotShares, Mass, useTitle, whoOf } from "./words";

interface Props {
  stop: Stop;
  near: Beside;
  stops: ReadonlyMap<string, Stop>;
  lots: ReadonlyMap<string, LotShown>;
  go: (id: string) => void;
  close: () => void;
}

export function Details({ stop, near, stops, lots, go, close }: Props) {
  const { t } = useTranslation();
  const at = useRef<HTMLElement>(null);
  useEffect(() => at.current?.focus(), [stop.id]);
  const { event, lot } = stop;
  return (
    <aside
      ref={at}
      tabIndex={-1}
      className="details"
      aria-label={t("lineage.details")}
      onKeyDown={({ key }) => key === "Escape" && close()}
    >
      <header>
        <p>
          <Step of={stop} />
        </p>
        <Button className="button" onPress={close}>
          {t("lineage.close")}
        </Button>
      </header>
      {event?.region ? (
        <p>
          {t("lineage.place")} <Name of={event.region} />
        </p>
      ) : null}
      {event?.buyer ? (
        <p>
          {t("lineage.buyer")} <Name of={event.buyer} />
        </p>
      ) : null}
      {lot ? <LotShares of={lot} /> : null}
      <Flows title={t("lineage.wentIn")} of={near.into.get(stop.id)} end="from" {...{ stops, lots, go }} />
      <Flows title={t("lineage.cameOut")} of={near.out.get(stop.id)} end="to" {...{ stops, lots, go }} />
      {stop.more || stop.hidden ? <p className="quiet">{t("lineage.goesOn")}</p> : null}
    </aside>
  );
}

interface FlowsProps extends Pick<Props, "stops" | "lots" | "go"> {
  title: string;
  of: readonly Flow[] | undefined;
  end: "from" | "to";
}

function Flows({ title, of, end, stops, lots, go }: FlowsProps) {
  const name = useTitle();
  if (!of?.length) return null;
  return (
    <>
      <p className="details-part">{title}</p>
      <ul>
        {of.map((flow) => {
          const other = stops.get(flow[end]);
          return (
            <li key={flow.id}>
              <Mass of={flow} /> <Subject label="LOT" of={flow.lots.at(end === "from" ? -1 : 0) ?? ""} />{" "}
              {other ? (
                <Button className="button plain" onPress={() => go(other.id)}>
                  <span>
                    {end === "from" ? "←" : "→"} {name(other)} <Name of={whoOf(other)} />
                  </span>
                </Button>
              ) : null}
              <Hands of={flow.transfers} />
              <LotShares of={lots.get(flow.lots.at(-1) ?? "")} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
