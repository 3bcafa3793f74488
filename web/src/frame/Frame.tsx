/** What surrounds every view: search, views, language, theme, who one is, and how fresh it is. */

import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { thingAt } from "../parts/addresses";
import { remember } from "../parts/recent";
import { speak } from "../words/i18n";
import { Fresh } from "./Fresh";
import { useKeys } from "./keys";
import { Search } from "./Search";
import { Self } from "./Self";
import { LanguageButton, ThemeButton } from "./Switches";
import { VIEWS } from "./views";
import "./frame.css";

const KeyMap = lazy(async () => ({ default: (await import("./KeyMap")).KeyMap }));

export function Frame() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [keysShown, showKeys] = useState(false);
  useAddressedLanguage();
  useFocusOnView();
  useRemembered();
  useEffect(() => {
    function sought(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      field.current?.focus();
    }
    addEventListener("keydown", sought);
    return () => removeEventListener("keydown", sought);
  }, []);
  useKeys({
    "/": () => field.current?.focus(),
    "?": () => showKeys(true),
    ...Object.fromEntries(
      VIEWS.map(({ to, letter }) => [`g ${letter}`, () => void navigate({ to })]),
    ),
  });
  return (
    <>
      <a className="skip" href="#answer">
        {t("skip")}
      </a>
      <header className="frame not-printed">
        <Link to="/" className="frame-name">
          provenance
        </Link>
        <Search field={field} />
        <nav className="frame-views" aria-label={t("views.all")}>
          {VIEWS.map(({ to, word }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === "/" }}>
              {t(`views.${word}`)}
            </Link>
          ))}
        </nav>
        <div className="frame-self">
          <LanguageButton />
          <ThemeButton />
          <Self />
        </div>
      </header>
      <Fresh />
      <main id="answer" tabIndex={-1}>
        <Outlet />
      </main>
      {keysShown ? (
        <Suspense>
          <KeyMap shown={keysShown} show={showKeys} />
        </Suspense>
      ) : null}
    </>
  );
}

/** `?lang=` in an address speaks for as long as it is there. */
function useAddressedLanguage() {
  const { lang } = useLocation({ select: ({ search }) => search as { lang?: "en" | "zh" } });
  useEffect(() => {
    if (lang) speak(lang);
  }, [lang]);
}

/** Whoever goes to another view by keyboard or screen reader is at its beginning. */
function useFocusOnView() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) document.getElementById("answer")?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
}

/** What is looked at is found again at home. */
function useRemembered() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    const shown = thingAt(path);
    if (shown) remember(shown);
  }, [path]);
}
