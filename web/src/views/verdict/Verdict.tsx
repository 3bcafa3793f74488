/** How many kilograms, how sure, may it leave; and why. */

import { useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Label, SubjectInput } from "../../api/generated/graphql";
import { VerdictDocument } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { Box, State } from "../../parts/State";
import { Code } from "../../parts/units";
import { useWords } from "../../words/use";
import { Answer } from "./Answer";
import type { VerdictSearch } from "./route";

export function Shipment() {
  const { number } = useParams({ from: "/shipments/$number" });
  return <Verdict label="DECLARATION" of={number} subject={{ declaration: number }} />;
}

export function Lot() {
  const { number } = useParams({ from: "/lots/$number" });
  return <Verdict label="LOT" of={number} subject={{ lot: number }} />;
}

export function Licence() {
  const { number } = useParams({ from: "/licences/$number" });
  return <Verdict label="EXPORT_LICENCE" of={number} subject={{ licence: number }} />;
}

interface Props {
  label: Label;
  of: string;
  subject: SubjectInput;
}

function Verdict({ label, of, subject }: Props) {
  const { t } = useTranslation();
  const { word, spoken } = useWords();
  const { custody }: VerdictSearch = useSearch({ strict: false });
  const asked = useAsk(
    VerdictDocument,
    { subject, custody: custody === "segregated" ? "SEGREGATED" : "MASS_BALANCE", language: spoken },
    { keep: true },
  );
  return (
    <article>
      <h1>
        {word("label", label)} <Code>{of}</Code>
      </h1>
      <State of={asked}>
        {({ verdict }) =>
          verdict ? <Answer verdict={verdict} /> : <Box title={t("unknown", { text: of })} />
        }
      </State>
    </article>
  );
}
