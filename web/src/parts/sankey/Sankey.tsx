/** Where it comes from: origins, steps, and the subject, by standing; the same as a table. */

import { useMemo, useRef, useState } from "react";
import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { SubjectInput } from "../../api/generated/graphql";
import { useKeys } from "../../frame/keys";
import type { Answer } from "../lineage/shown";
import { NARROW, useMedia } from "../media";
import { SavePicture } from "../SavePicture";
import { bandsOf } from "./bands";
import { BandTable } from "./BandTable";
import { Picture } from "./Picture";
import "./sankey.css";

interface Props {
  subject: SubjectInput;
  answer: Answer;
}

export function Sankey({ subject, answer }: Props) {
  const { t } = useTranslation();
  const narrow = useMedia(NARROW);
  const printed = useMedia("print");
  const [chosen, choose] = useState<boolean>();
  const picture = useRef<SVGSVGElement>(null);
  const bands = useMemo(
    () => bandsOf(answer, subject),
    // A subject is an object of its own each time it is named.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [answer, JSON.stringify(subject)],
  );
  const table = (chosen ?? narrow) && !printed;
  const toggle = () => choose(!table);
  useKeys({ t: toggle });
  if (!bands.bands.length) return <p className="quiet">{t("sankey.none")}</p>;
  const key = String(Object.values(subject)[0]);
  return (
    <figure className="sankey">
      <div className="sankey-tools not-printed">
        <ToggleButton className="button" isSelected={table} onChange={toggle}>
          {t("lineage.table")} <kbd>t</kbd>
        </ToggleButton>
        {table ? null : (
          <SavePicture name={`sankey-${key}`} of={(use) => picture.current && use(picture.current)} />
        )}
      </div>
      {table ? <BandTable bands={bands} subject={key} /> : <Picture bands={bands} subject={key} svg={picture} />}
      {bands.round ? <p className="quiet">{t("sankey.round", { count: bands.round })}</p> : null}
    </figure>
  );
}
