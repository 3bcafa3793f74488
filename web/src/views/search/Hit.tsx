/** One thing that was found: what it is, what it is called, and what tells it from others. */

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { HitFragment } from "../../api/generated/graphql";
import { addressOf } from "../../parts/addresses";
import { Code, Day, Kg, Name } from "../../parts/units";
import { useWords } from "../../words/use";

export function Hit({ of, kind = false }: { of: HitFragment; kind?: boolean }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const nameEn = "nameEn" in of.node ? of.node.nameEn : null;
  return (
    <>
      {kind ? <span className="quiet">{word("label", of.label)} </span> : null}
      <Link to={addressOf(of.label, of.key)}>
        {of.name ? <Name of={{ key: of.key, name: of.name, nameEn: nameEn ?? null }} /> : <Code>{of.key}</Code>}
      </Link>{" "}
      {of.name ? <Code>{of.key}</Code> : null}
      <span className="quiet">
        <More of={of} />
        {of.node.onRecord ? null : ` · ${t("found.named")}`}
      </span>
    </>
  );
}

function More({ of: { node } }: { of: HitFragment }) {
  if (node.__typename === "Enterprise" && node.region) {
    return (
      <>
        {" · "}
        <Name of={node.region} />
      </>
    );
  }
  if (node.__typename !== "Declaration") return null;
  return (
    <>
      {node.party ? (
        <>
          {" · "}
          <Name of={node.party} />
        </>
      ) : null}
      {node.reoKg ? (
        <>
          {" · "}
          <Kg kg={node.reoKg} />
        </>
      ) : null}
      {node.date ? (
        <>
          {" · "}
          <Day day={node.date} />
        </>
      ) : null}
    </>
  );
}
