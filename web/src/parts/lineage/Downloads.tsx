/** The same lineage as files for other programs; the service answers them as it answers the page. */

import { useTranslation } from "react-i18next";

import type { SubjectInput } from "../../api/generated/graphql";
import { kindsIn, type LineageState } from "./state";

const KINDS = { csv: "CSV", json: "JSON", graphml: "GraphML", gexf: "GEXF" };

interface Props {
  subject: SubjectInput;
  state: LineageState;
}

export function Downloads({ subject, state }: Props) {
  const { t } = useTranslation();
  return Object.entries(KINDS).map(([ending, kind]) => (
    <a
      key={ending}
      className="button"
      href={fileAt(subject, state, ending)}
      aria-label={t("saveAs", { kind })}
      download
    >
      {kind}
    </a>
  ));
}

function fileAt(subject: SubjectInput, state: LineageState, ending: string): string {
  const kinds = kindsIn(state);
  const asked = {
    subject,
    ...(state.from ? { from: state.from } : {}),
    ...(state.to ? { to: state.to } : {}),
    ...(kinds.length ? { eventKinds: kinds } : {}),
  };
  const name = state.dir === "down" ? "descendants" : "lineage";
  return `/download/${name}.${ending}?variables=${encodeURIComponent(JSON.stringify(asked))}`;
}
