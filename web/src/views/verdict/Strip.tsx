/** The answer in one line, which stays in sight while what explains it is read. */

import { useEffect, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { Mark } from "../../parts/Mark";
import { useWords } from "../../words/use";
import { standingOf } from "./Answer";
import type { Asked, Told } from "./subject";

interface Props {
  below: RefObject<HTMLElement | null>;
  asked: Asked;
  verdict: Told;
}

export function Strip({ below, asked, verdict }: Props) {
  const { t } = useTranslation();
  const { number } = useWords();
  const [away, set] = useState(false);
  useEffect(() => {
    const looks = new IntersectionObserver((seen) => set(!seen.at(-1)?.isIntersecting));
    if (below.current) looks.observe(below.current);
    return () => looks.disconnect();
  }, [below]);
  if (!away) return null;
  return (
    <div className="strip not-printed" aria-hidden="true">
      <code>{asked.of}</code>
      <span>
        <Mark of={standingOf(verdict)} /> <b>{verdict.headline}</b>
      </span>
      <span>
        {t("standing.lawful")} {t("kg", { mass: number(verdict.lawfulKg) })} /{" "}
        {t("kg", { mass: number(verdict.reoKg) })}
      </span>
      <span className="quiet">
        {t("bounds", { min: number(verdict.lawfulMinKg), max: number(verdict.lawfulMaxKg) })}
      </span>
    </div>
  );
}
