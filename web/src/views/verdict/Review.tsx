/** What may be done with a finding, and the dialog in which it is done. */

import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { ReviewDocument, type ReviewDecision } from "../../api/generated/graphql";
import { useTell } from "../../api/queries";
import { Reasoned } from "../../parts/Reasoned";
import type { Finding } from "./subject";

export function Review({ finding, id }: { finding: Finding; id: string }) {
  const { t } = useTranslation();
  const tell = useTell(ReviewDocument);
  const [deciding, decide] = useState<ReviewDecision | null>(null);
  const open: ReviewDecision[] = finding.status === "OPEN" ? ["CONFIRM", "DISMISS"] : ["REOPEN"];
  const close = () => decide(null);
  return (
    <div className="review not-printed">
      {open.map((decision) => (
        <Button
          key={decision}
          className="button"
          aria-label={`${t(`review.${decision}`)}: ${finding.title}`}
          onPress={() => decide(decision)}
        >
          {t(`review.${decision}`)}
        </Button>
      ))}
      {deciding ? (
        <Reasoned
          title={`${t(`review.${deciding}`)}: ${finding.title}`}
          confirm={t(`review.${deciding}`)}
          error={tell.error}
          pending={tell.isPending}
          decide={(reason, by) =>
            tell.mutate({ id, decision: deciding, reason, by }, { onSuccess: close })
          }
          close={close}
        >
          <p>{finding.message}</p>
        </Reasoned>
      ) : null}
    </div>
  );
}
