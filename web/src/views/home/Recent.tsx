/** What was looked at last in this browser, as far as it may still be seen. */

import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { namesOf, useCalled } from "../../api/called";
import { askedAs } from "../../parts/addresses";
import { forget, recent } from "../../parts/recent";
import { Subject } from "../../parts/Subject";
import { Name } from "../../parts/units";

export function Recent() {
  const { t } = useTranslation();
  const [things, set] = useState(recent);
  const called = useCalled(things.map(askedAs));
  const seen = things.flatMap((one) => called.get(askedAs(one)) ?? []);
  if (seen.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{t("home.recent")}</h2>
      <ul className="home-list">
        {seen.map((one) => (
          <li key={`${one.label}:${one.key}`}>
            <Subject label={one.label} of={one.key} kind>
              {one.name ? <Name of={namesOf(one)} /> : null}
            </Subject>
          </li>
        ))}
      </ul>
      <Button
        className="button plain"
        onPress={() => {
          forget();
          set([]);
        }}
      >
        {t("home.forget")}
      </Button>
    </section>
  );
}
