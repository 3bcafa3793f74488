/** Words and numbers in the language of the page. */

import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Status } from "../api/generated/graphql";
import type { Standing } from "../parts/Mark";
import domain from "./domain.json";
import type { Language } from "./i18n";

type Domain = (typeof domain)["en"];
export type Table = keyof Domain;

/** What a value of the domain is called; one that no table names is called as it is. */
export function word<T extends Table>(language: Language, table: T, value: string): string {
  const words: Record<string, string> = domain[language][table];
  return words[value] ?? value;
}

/** In which of the three parts of a verdict a status counts. */
export function standingOf(status: Status): Standing {
  return domain.standing[status] as Standing;
}

const ZONE = "Asia/Shanghai";

function formats(language: Language) {
  const tag = language === "zh" ? "zh-CN" : "en-GB";
  // Grams are exact, and shown to the last: nothing is decided on a rounded number.
  const exact = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  const share = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(tag, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: ZONE,
  });
  return {
    number: (value: number) => exact.format(value),
    share: (value: number) => share.format(value),
    day: (text: string) => day.format(new Date(`${text.slice(0, 10)}T00:00:00Z`)),
    moment: (text: string | Date) => moment.format(new Date(text)),
  };
}

export interface Words extends ReturnType<typeof formats> {
  language: Language;
  /** The language as the service asks for it. */
  spoken: "EN" | "ZH";
  word: (table: Table, value: string) => string;
  /** Which of two names comes first here; the other is shown on hover and in print. */
  name: (of: { name?: string | null; nameEn?: string | null }) => string | null;
}

export function useWords(): Words {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "zh" ? "zh" : "en";
  return useMemo(() => wordsIn(language), [language]);
}

function wordsIn(language: Language): Words {
  return {
    ...formats(language),
    language,
    spoken: language === "zh" ? "ZH" : "EN",
    word: (table, value) => word(language, table, value),
    name: ({ name, nameEn }) => (language === "zh" ? name || nameEn : nameEn || name) || null,
  };
}
