/** Whether it is made up, how fresh it is, and whether more is being worked in. */

import { useTranslation } from "react-i18next";

import { ServiceDocument } from "../api/generated/graphql";
import { useAsk } from "../api/queries";
import { Moment } from "../parts/units";

const LOOK_MS = 10_000;

export function Fresh() {
  const { t } = useTranslation();
  const { data, error } = useAsk(ServiceDocument, {}, { every: LOOK_MS });
  if (!data || error?.code === "UNAUTHENTICATED") return null;
  const { synthetic, settledAt, toSettle } = data.service;
  return (
    <div className={synthetic ? "fresh fresh-synthetic" : "fresh"} role="status">
      <span>{synthetic ? t("synthetic") : null}</span>
      <span>
        {toSettle > 0 ? <b>{t("settling")} </b> : null}
        {settledAt ? (
          <>
            {t("settled")} <Moment at={settledAt} />
          </>
        ) : (
          t("neverSettled")
        )}
      </span>
    </div>
  );
}
