/** Where one begins: what waits for whoever it is, and a box for what they hold in their hands. */

import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { may, useViewer, type Viewer } from "../../api/viewer";
import { belongsTo } from "../../parts/recent";
import { Code, Name } from "../../parts/units";
import { useWords } from "../../words/use";
import { Paste } from "../batch/Paste";
import { Attention } from "./Attention";
import { NewFindings } from "./NewFindings";
import { Recent } from "./Recent";
import { Settling } from "./Settling";
import "./home.css";

/** What makes a place known for using more than it may, and for reporting late or not at all. */
const OVER = ["OVER_QUOTA_MINING", "OVER_QUOTA_SEPARATION", "QUOTA_OVERALLOCATED"];
const LATE = ["MISSING_FLOW_REPORT", "LATE_FLOW_REPORT"];

export function Home() {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <article className="home">
      <h1>{t("home.title")}</h1>
      {viewer ? <Begin viewer={viewer} /> : <p>{t("home.what")}</p>}
    </article>
  );
}

function Begin({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation();
  useEffect(() => belongsTo(viewer.name), [viewer.name]);
  const judges = may(viewer, "Query.verdicts");
  const finds = may(viewer, "Query.findings");
  return (
    <>
      <Who viewer={viewer} />
      {judges ? <Paste /> : <p>{t("home.noContent")}</p>}
      <div className="home-columns">
        <div>
          {may(viewer, "Query.declarations") ? <Attention viewer={viewer} /> : null}
          {judges ? <Recent /> : null}
          <Settling />
        </div>
        <div>
          {finds ? <NewFindings title={t("home.newFindings")} since={yesterday()} /> : null}
          {viewer.role === "REGULATOR" ? (
            <>
              <NewFindings title={t("home.over")} codes={OVER} />
              <NewFindings title={t("home.late")} codes={LATE} />
            </>
          ) : null}
          {viewer.role === "ENTERPRISE" ? <NewFindings title={t("home.late")} codes={LATE} /> : null}
        </div>
      </div>
    </>
  );
}

function Who({ viewer: { name, role, enterprise, region } }: { viewer: Viewer }) {
  const { word } = useWords();
  if (role === "OWNER") return null;
  return (
    <p className="quiet">
      {name} · {word("user_role", role)}
      {region ? (
        <>
          {" · "}
          <Name of={region} />
        </>
      ) : null}
      {enterprise ? (
        <>
          {" · "}
          <Code>{enterprise}</Code>
        </>
      ) : null}
    </p>
  );
}

/** The day before today, where the service's days begin. */
function yesterday(): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });
  return day.format(Date.now() - 86_400_000);
}
