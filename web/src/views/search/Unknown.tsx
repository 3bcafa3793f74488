/** Nothing bears a text: why that may be, and what is like it. */

import { useTranslation } from "react-i18next";

import type { HitFragment } from "../../api/generated/graphql";
import { Box } from "../../parts/State";
import { Moment } from "../../parts/units";
import { Hit } from "./Hit";

/** A declaration's number has so many digits. */
const DIGITS = 18;

interface Resolved {
  refused?: string | null | undefined;
  withdrawn: readonly { record: string; key: string; at: string }[];
  near: readonly HitFragment[];
}

export function Unknown({ text, one }: { text: string; one: Resolved | undefined }) {
  const { t } = useTranslation();
  return (
    <Box title={t("unknown", { text })}>
      <Why text={text} refused={one?.refused} />
      {one?.withdrawn.map(({ record, key, at }) => (
        <p key={`${record}:${key}`}>
          {t("found.withdrawn", { record, key })} <Moment at={at} />
        </p>
      ))}
      {one && one.near.length > 0 ? (
        <section className="found-kind" aria-labelledby="near">
          <h2 id="near">{t("found.near")}</h2>
          <ul className="found">
            {one.near.map((hit) => (
              <li key={hit.key}>
                <Hit of={hit} kind />
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p>{t("found.advice")}</p>
      )}
    </Box>
  );
}

/** What is wrong with a number, as far as that can be seen. */
export function Why({ text, refused }: { text: string; refused?: string | null | undefined }) {
  const { t } = useTranslation();
  const n = digitsOf(text);
  if (n > 0 && n !== DIGITS) return <p>{t("found.digits", { needed: DIGITS, n })}</p>;
  return refused ? <p>{refused}</p> : null;
}

/** How many digits a text has that can only be meant as a declaration's number; 0 of any other. */
function digitsOf(text: string): number {
  const plain = text.normalize("NFKC").replaceAll(/[\s-]/g, "");
  return /^\d{14,22}$/.test(plain) ? plain.length : 0;
}
