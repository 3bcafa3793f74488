/** What bears a number or name, by kind; where nothing does, what is like it and what to do. */

import { Navigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import {
  SearchDocument,
  type HitFragment,
  type SearchQuery,
} from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { addressOf, recordAddress } from "../../parts/addresses";
import { State } from "../../parts/State";
import { Hit } from "./Hit";
import { Unknown } from "./Unknown";
import { useWords } from "../../words/use";
import "./search.css";

const MOST = 100;

export function Found() {
  const { t } = useTranslation();
  const { q = "" } = useSearch({ from: "/search" });
  const text = q.trim();
  return (
    <article className="sought">
      <h1>{text ? t("found.title", { text }) : t("search.label")}</h1>
      {text ? <Sought key={text} text={text} /> : <p>{t("home.what")}</p>}
    </article>
  );
}

function Sought({ text }: { text: string }) {
  const { spoken: language } = useWords();
  const asked = useAsk(SearchDocument, { text, texts: [text], first: MOST, language });
  return <State of={asked}>{(answer) => <Answer text={text} answer={answer} />}</State>;
}

function Answer({ text, answer: { search, resolve } }: { text: string; answer: SearchQuery }) {
  const { t } = useTranslation();
  const one = resolve[0];
  const found = one?.found ?? [];
  const only = found.length === 1 ? found[0] : undefined;
  if (only && isNumberOf(text, only.key)) {
    return <Navigate to={addressOf(only.label, only.key)} replace />;
  }
  if (search.length + found.length === 0) return <Unknown text={text} one={one} />;
  const exact = new Set(found.map(idOf));
  const others = search.filter((hit) => !exact.has(idOf(hit)));
  return (
    <>
      <p role="status" className="quiet">
        {search.length < MOST
          ? t("found.count", { count: exact.size + others.length })
          : t("found.cut", { most: MOST })}
      </p>
      {found.length > 0 ? <Hits title={t("found.exact")} hits={found} kinds /> : null}
      <Kinds hits={others} />
    </>
  );
}

/** Whether a text is just the number of a thing, however its letters and blanks are written. */
function isNumberOf(text: string, key: string): boolean {
  const plain = (one: string) => one.normalize("NFKC").replaceAll(/[\s:：-]/g, "").toUpperCase();
  return plain(text).endsWith(plain(key)) && /\d/.test(key);
}

function Kinds({ hits }: { hits: readonly HitFragment[] }) {
  const { word } = useWords();
  // In the order in which the best of each kind was found.
  const kinds = [...new Set(hits.map(({ label }) => label))];
  return kinds.map((label) => (
    <Hits key={label} title={word("label", label)} hits={hits.filter((hit) => hit.label === label)} />
  ));
}

interface Props {
  title: string;
  hits: readonly HitFragment[];
  kinds?: boolean;
}

function Hits({ title, hits, kinds = false }: Props) {
  return (
    <section className="found-kind">
      <h2>
        {title} <span className="quiet">({hits.length})</span>
      </h2>
      <ul className="found">
        {hits.map((hit) => (
          <li key={idOf(hit)}>
            <Hit of={hit} kind={kinds} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function idOf({ label, key }: HitFragment): string {
  return recordAddress(label, key);
}
