/** Who one is and as what, and the way out. */

import { useQueryClient } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useViewer } from "../api/viewer";
import { useWords } from "../words/use";
import { forgetSeen } from "../views/verdict/seen";

export function Self() {
  const { t } = useTranslation();
  const { word } = useWords();
  const client = useQueryClient();
  const viewer = useViewer();
  if (!viewer) return null;
  const { name, role, enterprise, region, authority } = viewer;
  const of = enterprise ?? region?.name ?? (authority ? word("authority", authority) : null);

  async function leave() {
    await fetch("/logout", { method: "POST", headers: { "content-type": "application/json" } });
    forgetSeen();
    client.clear();
    location.assign("/login");
  }

  return (
    <>
      <span className="self" title={of ?? undefined}>
        <b>{name}</b> {word("user_role", role)}
      </span>
      {name ? (
        <Button className="button plain" onPress={() => void leave()}>
          {t("signOut")}
        </Button>
      ) : null}
    </>
  );
}
