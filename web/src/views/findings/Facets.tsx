/** What narrows the list, each with how many it leaves; and the order of the list. */

import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type FormEvent, type ReactNode } from "react";
import { Button, Input, Label, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { FindingFacetsDocument, type FindingFilter } from "../../api/generated/graphql";
import { namesOf, useCalled } from "../../api/called";
import { useAsk } from "../../api/queries";
import { Name } from "../../parts/units";
import { useWords } from "../../words/use";
import { ORDERS, valuesOf, type FindingsSearch } from "./route";

/** So many firms and places are listed until all are asked for. */
const FEW = 6;
/** Where there is room for it beside the list. */
const BESIDE = "(min-width: 800px)";

type Facet = "severity" | "status" | "code" | "region" | "enterprise";
interface Count {
  key?: string | null;
  count: number;
}

export function Facets({ filter }: { filter: FindingFilter }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const [open, setOpen] = useState(() => matchMedia(BESIDE).matches);
  const { data } = useAsk(FindingFacetsDocument, { filter }, { keep: true });
  const facets = data?.findings.facets;
  const firms = facets?.enterprises ?? [];
  const places = facets?.regions ?? [];
  const called = useCalled(
    [...firms.map(({ key }) => key && `Enterprise:${key}`), ...places.map(({ key }) => key && `Region:${key}`)]
      .filter((one) => one != null)
      .slice(0, 500),
  );
  function name(kind: "Enterprise" | "Region", key: string): ReactNode {
    const found = called.get(`${kind}:${key}`);
    return found ? <Name of={namesOf(found)} /> : key;
  }
  return (
    <details className="facets not-printed" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("finding.narrow")}</summary>
      <Text />
      <Order />
      <One facet="status" counts={facets?.statuses} say={(key) => word("finding_status", key)} />
      <One facet="severity" counts={facets?.severities} say={(key) => word("severity", key)} />
      <One facet="code" counts={facets?.codes} say={(key) => word("finding", key)} />
      <One facet="region" counts={places} say={(key) => name("Region", key)} />
      <One facet="enterprise" counts={firms} say={(key) => name("Enterprise", key)} />
      <Gone />
    </details>
  );
}

function useNarrow() {
  const navigate = useNavigate();
  return (change: Partial<FindingsSearch>) =>
    void navigate({
      to: "/findings",
      search: ({ open: _, ...old }: FindingsSearch) => ({ ...old, ...change }),
    });
}

function Text() {
  const { t } = useTranslation();
  const { q = "" } = useSearch({ from: "/findings" });
  const narrow = useNarrow();
  const [text, setText] = useState(q);
  function sought(event: FormEvent) {
    event.preventDefault();
    narrow({ q: text.trim() });
  }
  return (
    <form onSubmit={sought} role="search" aria-label={t("finding.text")}>
      <SearchField className="field" value={text} onChange={setText} onClear={() => narrow({ q: "" })}>
        <Label>{t("finding.text")}</Label>
        <Input />
      </SearchField>
    </form>
  );
}

function Order() {
  const { t } = useTranslation();
  const { word } = useWords();
  const { order = "SEVERITY" } = useSearch({ from: "/findings" });
  const narrow = useNarrow();
  return (
    <label className="field">
      {t("finding.order")}
      <select value={order} onChange={({ target }) => narrow({ order: ORDERS.find((one) => one === target.value)! })}>
        {ORDERS.map((one) => (
          <option key={one} value={one}>
            {word("finding_order", one)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Props {
  facet: Facet;
  counts: readonly Count[] | undefined;
  say: (key: string) => ReactNode;
}

function One({ facet, counts = [], say }: Props) {
  const { t } = useTranslation();
  const { number } = useWords();
  const search = useSearch({ from: "/findings" });
  const narrow = useNarrow();
  const [all, showAll] = useState(false);
  const chosen = valuesOf(search[facet]);
  const several = facet !== "region" && facet !== "enterprise";
  const known = counts.filter((one): one is { key: string; count: number } => one.key != null);
  // What is chosen stays to be taken back, be nothing left of it.
  const gone = chosen.filter((key) => !known.some((one) => one.key === key));
  const listed = [...gone.map((key) => ({ key, count: 0 })), ...known];
  if (listed.length === 0) return null;

  function toggle(key: string) {
    const others = chosen.filter((one) => one !== key);
    const now = chosen.includes(key) ? others : [...(several ? others : []), key];
    narrow({ [facet]: now.join(",") });
  }

  return (
    <fieldset>
      <legend>{t(`finding.by.${facet}`)}</legend>
      <ul>
        {listed.slice(0, all ? undefined : FEW).map(({ key, count }) => (
          <li key={key}>
            <label>
              <input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} />
              <span>{say(key)}</span>
              <span className="quiet">{number(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {listed.length > FEW && !all ? (
        <Button className="button plain" onPress={() => showAll(true)}>
          {t("finding.rest", { count: listed.length - FEW })}
        </Button>
      ) : null}
    </fieldset>
  );
}

function Gone() {
  const { t } = useTranslation();
  const { gone, since } = useSearch({ from: "/findings" });
  const narrow = useNarrow();
  return (
    <fieldset>
      <legend>{t("finding.when")}</legend>
      <label className="field">
        {t("finding.since")}
        <input type="date" value={since ?? ""} onChange={({ target }) => narrow({ since: target.value })} />
      </label>
      <label>
        <input
          type="checkbox"
          checked={gone === "yes"}
          onChange={({ target }) => narrow({ gone: target.checked ? "yes" : undefined! })}
        />
        <span>{t("finding.gone")}</span>
      </label>
    </fieldset>
  );
}
