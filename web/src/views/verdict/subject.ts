/** What a verdict is asked of: a shipment, a lot, or all shipments under a licence. */

import { useSearch } from "@tanstack/react-router";

import {
  VerdictDocument,
  type CustodyModel,
  type Label,
  type SubjectInput,
  type VerdictQuery,
} from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import type { Firms } from "../../parts/Naming";
import { useWords } from "../../words/use";
import type { VerdictSearch } from "./route";

export type VerdictLabel = Extract<Label, "DECLARATION" | "LOT" | "EXPORT_LICENCE">;
export type Told = NonNullable<VerdictQuery["verdict"]>;
export type Declared = NonNullable<VerdictQuery["declaration"]>;
export type Finding = Told["findings"][number];

export interface Asked {
  label: VerdictLabel;
  of: string;
}

export function subjectOf({ label, of }: Asked): SubjectInput {
  if (label === "DECLARATION") return { declaration: of };
  return label === "LOT" ? { lot: of } : { licence: of };
}

/** All firms that a verdict tells of. */
export function firmsOf({ origins, quotas, papers }: Told): Firms {
  const told = [
    ...origins.map((origin) => origin.enterprise),
    ...quotas.map(({ quota }) => quota?.allocatedTo),
    ...papers.steps.map(({ event }) => event?.enterprise),
  ];
  return new Map(told.flatMap((firm) => (firm ? [[firm.key, firm]] : [])));
}

export function useCustody(): CustodyModel {
  const { custody }: VerdictSearch = useSearch({ strict: false });
  return custody === "segregated" ? "SEGREGATED" : "MASS_BALANCE";
}

export function useVerdict(asked: Asked) {
  const { spoken } = useWords();
  const custody = useCustody();
  const variables = {
    subject: subjectOf(asked),
    custody,
    language: spoken,
    number: asked.of,
    shipment: asked.label === "DECLARATION",
    lot: asked.label === "LOT",
    licence: asked.label === "EXPORT_LICENCE",
  };
  return useAsk(VerdictDocument, variables);
}
