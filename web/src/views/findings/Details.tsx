/** A finding in full: what is wrong, by which law, what shows it, and what was said of it. */

import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import {
  FindingDocument,
  FindingLawDocument,
  type FindingQuery,
  type ReviewDecision,
} from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { may, useViewer } from "../../api/viewer";
import { addressOf } from "../../parts/addresses";
import { Weight } from "../../parts/Mark";
import { Box, State } from "../../parts/State";
import { Subject } from "../../parts/Subject";
import { Code, Day, Kg, Moment, Name } from "../../parts/units";
import { useWords } from "../../words/use";
import { DECISIONS, Review } from "./Review";
import "./findings.css";

type Told = NonNullable<FindingQuery["finding"]>;

interface PartProps {
  finding: Told;
  Title: "h2" | "h3";
}

/** What others say of it meanwhile is seen after so long. */
const LOOK_MS = 5_000;

export function Details({ id, level }: { id: string; level: 1 | 2 }) {
  const { t } = useTranslation();
  const { spoken: language } = useWords();
  const asked = useAsk(FindingDocument, { id, language }, { every: LOOK_MS });
  return (
    <State of={asked}>
      {({ finding }) =>
        finding ? (
          <One finding={finding} level={level} />
        ) : (
          <>
            {level === 1 ? <h1>{t("finding.one")}</h1> : null}
            <Box title={t("finding.unknown", { id })} />
          </>
        )
      }
    </State>
  );
}

function One({ finding, level }: { finding: Told; level: 1 | 2 }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const Title = level === 1 ? "h1" : "h2";
  const Part = level === 1 ? "h2" : "h3";
  const { severity, title, kg, message, subject, enterprise, region, day, code, relation } = finding;
  return (
    <div className="details">
      <Title>
        <Weight of={severity} /> {title}
        {kg == null ? null : (
          <>
            {" "}
            <Kg kg={kg} />
          </>
        )}
      </Title>
      <p className="details-message">{message}</p>
      <p className="quiet">{t("finding.law")}</p>
      <Decide finding={finding} />
      <dl className="facts">
        <dt>{t("finding.subject")}</dt>
        <dd>
          <Subject label={subject.label} of={subject.key} kind />
        </dd>
        {enterprise ? (
          <>
            <dt>{t("finding.by.enterprise")}</dt>
            <dd>
              <Subject label="ENTERPRISE" of={enterprise.key}>
                <Name of={enterprise} />
              </Subject>
            </dd>
          </>
        ) : null}
        {region ? (
          <>
            <dt>{t("finding.by.region")}</dt>
            <dd>
              <Name of={region} /> <Code>{region.key}</Code>
            </dd>
          </>
        ) : null}
        <dt>{t("finding.day")}</dt>
        <dd>
          <Day day={day} />
        </dd>
        <dt>{t("finding.by.code")}</dt>
        <dd>
          <Code>{code}</Code> · {word("relation", relation)}
        </dd>
      </dl>
      <Law finding={finding} Title={Part} />
      <Evidence finding={finding} Title={Part} />
      <History finding={finding} Title={Part} />
    </div>
  );
}

function Decide({ finding }: { finding: Told }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const viewer = useViewer();
  const [decision, decide] = useState<ReviewDecision>();
  const allowed = may(viewer, "Mutation.reviewFindings");
  const now = { OPEN: "REOPEN", CONFIRMED: "CONFIRM", DISMISSED: "DISMISS" }[finding.status];
  return (
    <p className="details-decide">
      <b>{word("finding_status", finding.status)}</b>
      {finding.goneAt ? (
        <span className="quiet">
          {t("finding.isGone")} <Moment at={finding.goneAt} />
        </span>
      ) : null}
      {allowed
        ? DECISIONS.filter((what) => what !== now).map((what) => (
            <Button key={what} className="button not-printed" onPress={() => decide(what)}>
              {t(`review.${what}`)}
            </Button>
          ))
        : null}
      {decision && viewer ? (
        <Review
          ids={[finding.id]}
          titles={new Map([[finding.id, `${finding.title} · ${finding.subject.key}`]])}
          decision={decision}
          viewer={viewer}
          close={() => decide(undefined)}
        />
      ) : null}
    </p>
  );
}

/** The articles as cited for this one; below, what they say and how firmly they are known. */
function Law({ finding: { code, basis }, Title }: PartProps) {
  const { t } = useTranslation();
  const { spoken: language } = useWords();
  const { data } = useAsk(FindingLawDocument, { language });
  const articles = data?.findingCodes.find((one) => one.code === code)?.articles ?? [];
  return (
    <section>
      <Title>{t("finding.basis")}</Title>
      <p>{basis}</p>
      {articles.length > 0 ? (
        <details>
          <summary>{t("finding.articles", { count: articles.length })}</summary>
          <ul className="articles">
            {articles.map((article) => (
              <li key={article.key}>
                <b>{article.citation}</b> <span className="quiet">{article.status}</span>
                <div>{article.says}</div>
                <div className="quiet">
                  <Day day={article.validFrom} /> – {article.validTo ? <Day day={article.validTo} /> : ""}
                </div>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Evidence({ finding: { evidence, evidenceSubjects }, Title }: PartProps) {
  const { t } = useTranslation();
  if (evidence.length + evidenceSubjects.length === 0) return null;
  const linked = evidenceSubjects.map(({ key }) => key);
  // Numbers that are of no thing on record are told as they are.
  const rest = evidence.filter((one) => !linked.some((key) => key === one || key.endsWith(`:${one}`)));
  return (
    <section>
      <Title>{t("finding.evidence")}</Title>
      <ul className="evidence-list">
        {evidenceSubjects.map(({ label, key }) => (
          <li key={addressOf(label, key)}>
            <Subject label={label} of={key} kind />
          </li>
        ))}
        {rest.map((one) => (
          <li key={one}>
            <Code>{one}</Code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ finding: { firstSeen, lastSeen, goneAt, reviews }, Title }: PartProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <section>
      <Title>{t("finding.history")}</Title>
      <ol className="history">
        <li>
          <Moment at={firstSeen} /> {t("finding.firstSeen")}
        </li>
        {reviews.map(({ at, by, decision, reason }, n) => (
          <li key={n}>
            <Moment at={at} /> <b>{word("review_decision", decision)}</b>, {by}
            <div>{reason}</div>
          </li>
        ))}
        <li>
          {goneAt ? (
            <>
              <Moment at={goneAt} /> {t("finding.isGone")}
            </>
          ) : (
            <>
              <Moment at={lastSeen} /> {t("finding.lastSeen")}
            </>
          )}
        </li>
      </ol>
    </section>
  );
}
