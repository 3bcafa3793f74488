/** An address that leads nowhere, and a page that has become another since it was opened. */

import type { ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Box } from "../parts/State";

export function Missing() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t("missing.title")}</h1>
      <p>{t("missing.what")}</p>
    </>
  );
}

/** Parts of this page that are no longer served are those of the version before. */
export function Stale({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const stale = /dynamically imported module|module script/i.test(String(error));
  return (
    <Box title={t(stale ? "stale" : "broken")} alert>
      {stale ? null : <p className="quiet">{String(error)}</p>}
      <Button className="button first" onPress={() => location.reload()}>
        {t("reload")}
      </Button>
    </Box>
  );
}
