/** In which language the page speaks, and its own words. */

import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import en from "./en.json";
import zh from "./zh.json";

export type Language = "en" | "zh";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

const KEPT = "language";

/** As the address says, else as was chosen before, else as the browser asks. */
export function languageAsked(address: string): Language {
  const said = new URLSearchParams(address).get("lang") ?? localStorage.getItem(KEPT);
  if (said === "en" || said === "zh") return said;
  return navigator.languages.some((one) => one.toLowerCase().startsWith("zh")) ? "zh" : "en";
}

export function speak(language: Language): void {
  void i18next.changeLanguage(language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function choose(language: Language): void {
  localStorage.setItem(KEPT, language);
  speak(language);
}

export function begin(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false }, // React writes text, never markup
    initAsync: false,
  });
  speak(language);
}
