/** One finding, by its own address. */

import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useKeys } from "../../frame/keys";
import { Details } from "./Details";

export function Finding() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/findings/$id" });
  useKeys({ p: print });
  return (
    <article className="finding-page">
      <p className="not-printed">
        <Link to="/findings">{t("finding.all")}</Link>
      </p>
      <Details key={id} id={id} level={1} />
    </article>
  );
}
