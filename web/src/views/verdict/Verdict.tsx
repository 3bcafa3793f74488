/** How many kilograms, how sure, may it leave; then why, step by step. */

import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useViewer } from "../../api/viewer";
import { useKeys } from "../../frame/keys";
import { Band, Lines, State } from "../../parts/State";
import { Code } from "../../parts/units";
import { useWords } from "../../words/use";
import { About } from "./About";
import { Advice } from "./Advice";
import { Answer } from "./Answer";
import { Changes, SinceLast } from "./Changes";
import { Findings } from "./Findings";
import { LineageSteps } from "./Flows";
import { Origins } from "./Origins";
import { Papers } from "./Papers";
import { PrintFoot } from "./PrintFoot";
import { Quotas } from "./Quotas";
import { Remedies } from "./Remedies";
import { Strip } from "./Strip";
import { useCustody, useVerdict, type Asked } from "./subject";
import { Unknown } from "./Unknown";
import "./verdict.css";

export function Shipment() {
  const { number } = useParams({ from: "/shipments/$number" });
  return <Verdict key={number} label="DECLARATION" of={number} />;
}

export function Lot() {
  const { number } = useParams({ from: "/lots/$number" });
  return <Verdict key={number} label="LOT" of={number} />;
}

export function Licence() {
  const { number } = useParams({ from: "/licences/$number" });
  return <Verdict key={number} label="EXPORT_LICENCE" of={number} />;
}

function Verdict(asked: Asked) {
  const answer = useVerdict(asked);
  const { word } = useWords();
  const title = `${word("label", asked.label)} ${asked.of}`;
  useEffect(() => {
    document.title = `${title} · provenance`;
  }, [title]);
  useKeys({ p: print });
  return (
    <article className="verdict">
      <header className="verdict-head">
        <h1>
          {word("label", asked.label)} <Code>{asked.of}</Code>
        </h1>
        <Tools />
      </header>
      <State of={answer} shape={<Lines n={8} />}>
        {({ verdict, declaration, lot, exportLicence }) =>
          verdict ? (
            <Whole
              asked={asked}
              verdict={verdict}
              declaration={declaration}
              lot={lot}
              licence={exportLicence}
            />
          ) : (
            <Unknown {...asked} />
          )
        }
      </State>
    </article>
  );
}

type Answered = NonNullable<ReturnType<typeof useVerdict>["data"]>;

interface Props {
  asked: Asked;
  verdict: NonNullable<Answered["verdict"]>;
  declaration: Answered["declaration"];
  lot: Answered["lot"];
  licence: Answered["exportLicence"];
}

/** Whoever sees others upstream by pseudonym (docs/access.md). */
const MASKED: ReadonlySet<string | undefined> = new Set(["IMPORTER", "ENTERPRISE"]);

/** Always in this order: the answer, why, where from, lineage, quotas, documents, what clears it, changes. */
function Whole({ asked, verdict, declaration, lot, licence }: Props) {
  const { t } = useTranslation();
  const top = useRef<HTMLDivElement>(null);
  const viewer = useViewer();
  return (
    <>
      <div ref={top} className="verdict-top">
        <About declaration={declaration} lot={lot} licence={licence} />
        {verdict.waiting ? <Band>{t("settling")}</Band> : null}
        {verdict.truncated ? <Band>{t("verdict.cut")}</Band> : null}
        <SinceLast asked={asked} verdict={verdict} declaration={declaration} />
        <Answer verdict={verdict} />
        <Advice asked={asked} verdict={verdict} declaration={declaration} />
      </div>
      <Strip below={top} asked={asked} verdict={verdict} />
      {MASKED.has(viewer?.role) ? <p className="quiet">{t("verdict.masked")}</p> : null}
      <div className="verdict-two">
        <Origins asked={asked} verdict={verdict} />
        <Findings verdict={verdict} />
      </div>
      <LineageSteps asked={asked} />
      <Quotas verdict={verdict} />
      <Papers verdict={verdict} />
      <Remedies asked={asked} verdict={verdict} />
      <Changes declaration={declaration} />
      <PrintFoot verdict={verdict} />
    </>
  );
}

function Tools() {
  const { t } = useTranslation();
  const segregated = useCustody() === "SEGREGATED";
  return (
    <div className="verdict-tools not-printed">
      <Link
        className="button plain"
        to="."
        search={(search) => ({ ...search, custody: segregated ? undefined : "segregated" })}
        replace
      >
        {t(segregated ? "verdict.massBalance" : "verdict.segregated")}
      </Link>
      <Button className="button" onPress={() => print()}>
        {t("verdict.print")}
      </Button>
    </div>
  );
}
