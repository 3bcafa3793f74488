/** What of a list has no verdict, and what to do: nothing bears it, it is another thing, or several. */

import { useTranslation } from "react-i18next";

import type { ResolveQuery } from "../../api/generated/graphql";
import { Subject } from "../../parts/Subject";
import { Code, Moment } from "../../parts/units";
import { Why } from "../search/Unknown";

type Resolved = ResolveQuery["resolve"][number];

export function Others({ of }: { of: readonly Resolved[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="others" className="batch-others">
      <h2 id="others" tabIndex={-1}>
        {t("batch.othersTitle")} <span className="quiet">({of.length})</span>
      </h2>
      <ul>
        {of.map((one) => (
          <li key={one.text}>
            <Code>{one.text}</Code> <What of={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function What({ of: { text, found, withdrawn, refused, near } }: { of: Resolved }) {
  const { t } = useTranslation();
  if (found.length > 0) {
    return (
      <>
        {t("batch.notJudged", { count: found.length })} <Things of={found} />
      </>
    );
  }
  return (
    <>
      {t("batch.unknown")} <Why text={text} refused={refused} />
      {withdrawn.map(({ record, key, at }) => (
        <p key={key}>
          {t("found.withdrawn", { record, key })} <Moment at={at} />
        </p>
      ))}
      {near.length > 0 ? (
        <p>
          {t("found.near")} <Things of={near} />
        </p>
      ) : null}
    </>
  );
}

function Things({ of }: { of: Resolved["found"] }) {
  return of.slice(0, 5).map(({ label, key, name }) => (
    <span key={`${label}:${key}`} className="batch-thing">
      <Subject label={label} of={key} kind>
        {name}
      </Subject>
    </span>
  ));
}
