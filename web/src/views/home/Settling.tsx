/** What is on record, how fresh it is, and what still waits; how to load where there is nothing. */

import { useTranslation } from "react-i18next";

import { SettlingDocument } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { State } from "../../parts/State";
import { Code, Moment } from "../../parts/units";
import { useWords } from "../../words/use";

const LOOK_MS = 10_000;

export function Settling() {
  const { t } = useTranslation();
  const { number } = useWords();
  const asked = useAsk(SettlingDocument, {}, { every: LOOK_MS });
  return (
    <section aria-labelledby="settling">
      <h2 id="settling">{t("home.settling")}</h2>
      <State of={asked}>
        {({ service: { settledAt, auditedAt, receivedAt, toSettle, toAudit, rejected, waiting } }) =>
          settledAt || receivedAt ? (
            <dl className="facts">
              <dt>{t("home.waiting")}</dt>
              <dd>
                {waiting || toAudit > 0 ? t("home.toDo", { settle: number(toSettle), audit: number(toAudit) }) : t("home.nothingWaits")}
              </dd>
              <Time word="received" at={receivedAt} />
              <Time word="settled" at={settledAt} />
              <Time word="audited" at={auditedAt} />
              {rejected > 0 ? (
                <>
                  <dt>{t("home.rejected")}</dt>
                  <dd>{number(rejected)}</dd>
                </>
              ) : null}
            </dl>
          ) : (
            <p>
              {t("home.empty")} <Code>provenance ingest FILE</Code> <Code>provenance demo</Code>
            </p>
          )
        }
      </State>
    </section>
  );
}

function Time({ word, at }: { word: "received" | "settled" | "audited"; at: string | null | undefined }) {
  const { t } = useTranslation();
  if (!at) return null;
  return (
    <>
      <dt>{t(`home.${word}`)}</dt>
      <dd>
        <Moment at={at} />
      </dd>
    </>
  );
}
