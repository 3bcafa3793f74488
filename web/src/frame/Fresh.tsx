/** Whether it is made up, how fresh it is, and whether more is being worked in. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { ServiceDocument, SettledDocument } from "../api/generated/graphql";
import { listen } from "../api/listen";
import { useAsk } from "../api/queries";
import { Moment } from "../parts/units";

/** Asked so often beside what the service tells by itself, lest a socket is held back on the way. */
const LOOK_MS = 60_000;

export function Fresh() {
  const { t } = useTranslation();
  const { data, error } = useAsk(ServiceDocument, {}, { every: LOOK_MS });
  const there = data !== undefined && error?.code !== "UNAUTHENTICATED";
  useSettled(there);
  if (!there) return null;
  const { synthetic, settledAt, waiting } = data.service;
  return (
    <div className={synthetic ? "fresh fresh-synthetic" : "fresh"} role="status">
      <span>{synthetic ? t("synthetic") : null}</span>
      <span>
        {waiting ? <b>{t("settling")} </b> : null}
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

/** Whatever is on the screen is asked for again when figures have changed. */
function useSettled(there: boolean) {
  const client = useQueryClient();
  const last = useRef("");
  useEffect(() => {
    if (!there) return;
    return listen(SettledDocument, {}, ({ settled }) => {
      const now = JSON.stringify(settled);
      if (last.current && last.current !== now) void client.invalidateQueries();
      last.current = now;
    });
  }, [there, client]);
}
