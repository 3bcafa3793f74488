/** The language and the theme. */

import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { chooseTheme, themeNow } from "../theme/theme";
import { choose } from "../words/i18n";
import { useWords } from "../words/use";

export function LanguageButton() {
  const navigate = useNavigate();
  const { language } = useWords();
  const other = language === "zh" ? "en" : "zh";

  function change() {
    choose(other);
    void navigate({ to: ".", search: ({ lang: _, ...rest }) => rest, replace: true });
  }

  return (
    <Button className="button plain" onPress={change}>
      <span lang={other === "zh" ? "zh-CN" : "en"}>{other === "zh" ? "中文" : "English"}</span>
    </Button>
  );
}

export function ThemeButton() {
  const { t } = useTranslation();
  const [theme, set] = useState(themeNow);
  const other = theme === "dark" ? "light" : "dark";

  function change() {
    chooseTheme(other);
    set(other);
  }

  return (
    <Button className="button plain" onPress={change} aria-label={t(`theme.${other}`)}>
      <span aria-hidden="true">{other === "dark" ? "◐" : "◑"}</span>
    </Button>
  );
}
