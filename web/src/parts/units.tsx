/** Masses, days, codes and names, each written one way everywhere. */

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "../words/use";

/** Kilograms to the gram. */
export function Kg({ kg }: { kg: number }) {
  const { t } = useTranslation();
  const { number } = useWords();
  return <span className="number">{t("kg", { mass: number(kg) })}</span>;
}

/** Tonnes to the gram, given in kilograms. */
export function Tonnes({ kg }: { kg: number }) {
  const { t } = useTranslation();
  const { number } = useWords();
  // Through whole grams: a thousandth of a double may not be the double of a thousandth.
  const grams = Math.round(kg * 1_000);
  const whole = Math.trunc(grams / 1_000_000);
  const rest = String(Math.abs(grams % 1_000_000)).padStart(6, "0").replace(/0{1,3}$/, "");
  const sign = grams < 0 && !whole ? "-" : "";
  return <span className="number">{t("tonnes", { mass: `${sign}${number(whole)}.${rest}` })}</span>;
}

export function Day({ day }: { day: string | null | undefined }) {
  const words = useWords();
  return day ? <time dateTime={day}>{words.day(day)}</time> : <span>—</span>;
}

export function Moment({ at }: { at: string | Date }) {
  const words = useWords();
  return <time dateTime={new Date(at).toISOString()}>{words.moment(at)}</time>;
}

/** A number or code as people hold it in their hands. */
export function Code({ children }: { children: ReactNode }) {
  return <code>{children}</code>;
}

export interface Named {
  key: string;
  name?: string | null;
  nameEn?: string | null;
}

/** A name in the language of the page, the other one on hover and in print. */
export function Name({ of }: { of: Named | null | undefined }) {
  const { language, name } = useWords();
  if (!of) return <span>—</span>;
  const shown = name(of);
  if (!shown) return <Code>{of.key}</Code>;
  const other = shown === of.name ? of.nameEn : of.name;
  const inChinese = shown === of.name;
  return (
    <span title={other ? `${other} · ${of.key}` : of.key}>
      <span lang={inChinese === (language === "zh") ? undefined : inChinese ? "zh-CN" : "en"}>
        {shown}
      </span>
      {other ? (
        <span className="printed-only" lang={inChinese ? "en" : "zh-CN"}>
          {" "}
          {other}
        </span>
      ) : null}
    </span>
  );
}
