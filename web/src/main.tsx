import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/print.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { I18nProvider, RouterProvider as LinkProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { useTranslation } from "react-i18next";

import { createClient } from "./api/queries";
import { createPageRouter } from "./routes";
import { beginTheme } from "./theme/theme";
import { begin, languageAsked } from "./words/i18n";

beginTheme();
begin(languageAsked(location.search));
const client = createClient();
const router = createPageRouter();

function Page() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language === "zh" ? "zh-CN" : "en-US"}>
      <LinkProvider navigate={(href) => void router.navigate({ href })}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LinkProvider>
    </I18nProvider>
  );
}

createRoot(document.getElementById("page")!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
