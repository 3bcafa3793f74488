/** All that was filed of a thing, version by version, each with the file and line it stood on. */

import { Link, useParams } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { RecordDocument, type RecordQuery } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { may, useViewer } from "../../api/viewer";
import { Missing } from "../../frame/Missing";
import { useKeys } from "../../frame/keys";
import { addressOf, askedAs, recordAddress, thing, type Thing } from "../../parts/addresses";
import { Box, State } from "../../parts/State";
import { Subject } from "../../parts/Subject";
import { Code, Moment, Name } from "../../parts/units";
import { useWords } from "../../words/use";
import { Body } from "./Body";
import "./records.css";

type Resolved = RecordQuery["resolve"][number];
type Found = Resolved["found"][number];
type Version = Found["node"]["versions"][number];

export function Record() {
  const { kind, key } = useParams({ from: "/records/$kind/$key" });
  const about = thing(kind, key);
  useKeys({ p: print });
  return about ? <Filed key={askedAs(about)} about={about} /> : <Missing />;
}

function Filed({ about }: { about: Thing }) {
  const { word } = useWords();
  const asked = useAsk(RecordDocument, { texts: [askedAs(about)] });
  const found = asked.data?.resolve[0]?.found.find(({ label, key }) => label === about.label && key === about.key);
  const name = found?.name ? found : undefined;
  return (
    <article className="record">
      <h1>
        {word("label", about.label)} <Code>{about.key}</Code>{" "}
        {name ? (
          <Name
            of={{ key: name.key, name: name.name ?? null, nameEn: ("nameEn" in name.node && name.node.nameEn) || null }}
          />
        ) : null}
      </h1>
      <State of={asked}>
        {({ resolve: [one] }) => (found ? <Versions found={found} /> : <Unfound about={about} one={one} />)}
      </State>
    </article>
  );
}

function Versions({ found }: { found: Found }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { label, key, node } = found;
  const view = addressOf(label, key);
  const versions = node.versions.toReversed();
  return (
    <>
      <p className="record-ways not-printed">
        {view === recordAddress(label, key) ? null : <Link to={view}>{t("record.verdict")}</Link>}
        {may(viewer, "Query.findings") ? (
          <Link to="/findings" search={{ q: key, gone: "yes" }}>
            {t("record.findings")}
          </Link>
        ) : null}
      </p>
      {versions.length === 0 ? (
        <Box title={t(node.onRecord ? "record.none" : "record.named")} />
      ) : (
        versions.map((version, at) => (
          <One key={`${version.record}:${version.number}:${version.revision}:${at}`} version={version} before={versions[at + 1]} />
        ))
      )}
    </>
  );
}

function One({ version, before }: { version: Version; before: Version | undefined }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { record, number, revision, counts, body, filed, source } = version;
  const kind = record.toUpperCase();
  const events = word("event_kind", kind);
  const title = events === kind ? word("label", kind) : events;
  return (
    <section className="version">
      <h2>
        {title} <Code>{number}</Code>
        {revision > 0 ? ` ${t("record.revision", { revision })}` : ""}{" "}
        {counts ? <span className="version-counts">{t("record.counts")}</span> : <span className="quiet">{t("record.past")}</span>}
      </h2>
      <p className="version-source">
        {t("record.source")} <Code>{source.system}</Code> · <Code>{source.file}</Code> ·{" "}
        {t("record.line", { line: source.line })} · {t("record.received")} <Moment at={source.receivedAt} />
      </p>
      <Body text={body} before={before?.record === record && before.number === number ? before.body : undefined} />
      <details className="not-printed">
        <summary>{t("record.json")}</summary>
        <pre tabIndex={0}>{pretty(body)}</pre>
      </details>
      {filed ? (
        <details>
          <summary>{t("record.filed")}</summary>
          <pre tabIndex={0}>{pretty(filed)}</pre>
        </details>
      ) : null}
    </section>
  );
}

function pretty(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}

function Unfound({ about, one }: { about: Thing; one: Resolved | undefined }) {
  const { t } = useTranslation();
  const near = [...(one?.found ?? []), ...(one?.near ?? [])];
  return (
    <Box title={t("unknown", { text: about.key })}>
      {one?.withdrawn.map(({ record, key, at }) => (
        <p key={`${record}:${key}`}>
          {t("found.withdrawn", { record, key })} <Moment at={at} />
        </p>
      ))}
      {near.length > 0 ? (
        <p>
          {t("found.near")}{" "}
          {near.map(({ label, key, name }, n) => (
            <Fragment key={`${label}:${key}`}>
              {n > 0 ? " · " : ""}
              <Subject label={label} of={key} kind>
                {name}
              </Subject>
            </Fragment>
          ))}
        </p>
      ) : null}
    </Box>
  );
}
