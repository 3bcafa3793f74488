/** The dialog in which an officer decides on a declaration. */

import { useTranslation } from "react-i18next";

import { DecideDocument, type ClearanceDecision } from "../../api/generated/graphql";
import { useTell } from "../../api/queries";
import { Reasoned } from "../../parts/Reasoned";
import type { Told } from "./subject";

/** By this finding Customs asks for papers (GAC Announcement 123/2025). */
const QUESTIONED = "EXPORT_WITHOUT_LICENCE";
const ASKED_FOR = ["declaration", "contract", "statement", "test"] as const;

interface Props {
  number: string;
  decision: ClearanceDecision;
  verdict: Told;
  close: () => void;
}

export function Decide({ number, decision, verdict, close }: Props) {
  const { t } = useTranslation();
  const tell = useTell(DecideDocument);
  const questioned =
    decision === "HOLD" && verdict.findings.some(({ code }) => code === QUESTIONED);
  return (
    <Reasoned
      title={t(`decide.title.${decision}`, { number })}
      confirm={t(`decide.${decision}`)}
      error={tell.error}
      pending={tell.isPending}
      decide={(reason, by) =>
        tell.mutate({ number, decision, reason, by }, { onSuccess: close })
      }
      close={close}
    >
      <p>{verdict.sentence}</p>
      {questioned ? <AskedFor /> : null}
    </Reasoned>
  );
}

function AskedFor() {
  const { t } = useTranslation();
  return (
    <div className="state-band">
      <p>{t("decide.questioned")}</p>
      <ul className="bullets">
        {ASKED_FOR.map((what) => (
          <li key={what}>{t(`decide.asked.${what}`)}</li>
        ))}
      </ul>
      <p>{t("decide.until")}</p>
    </div>
  );
}
