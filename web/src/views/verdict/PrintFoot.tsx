/** What a printed verdict says of itself: when it was true, who printed it, and as what. */

import { useTranslation } from "react-i18next";

import { useViewer } from "../../api/viewer";
import { Moment } from "../../parts/units";
import { useWords } from "../../words/use";
import type { Told } from "./subject";

export function PrintFoot({ verdict }: { verdict: Told }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const viewer = useViewer();
  return (
    <footer className="print-foot printed-only">
      {verdict.settledAt ? (
        <p>
          {t("settled")} <Moment at={verdict.settledAt} />
        </p>
      ) : null}
      <p>
        {t("printed")} <Moment at={new Date()} /> ·{" "}
        {viewer ? `${viewer.name} ${word("user_role", viewer.role)}` : null} · {location.href}
      </p>
    </footer>
  );
}
