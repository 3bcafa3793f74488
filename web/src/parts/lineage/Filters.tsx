/** Which days and kinds of events of a lineage are asked for. */

import { useTranslation } from "react-i18next";

import { useWords } from "../../words/use";
import { KINDS, kindsIn, type LineageState } from "./state";

interface Props {
  state: LineageState;
  set: (state: LineageState) => void;
}

export function Filters({ state, set }: Props) {
  const { t } = useTranslation();
  const { word } = useWords();
  const kinds = new Set(kindsIn(state));

  function without<K extends keyof LineageState>(key: K): LineageState {
    const { [key]: _, ...rest } = state;
    return rest as LineageState;
  }

  function day(key: "from" | "to", value: string) {
    set(value ? { ...state, [key]: value } : without(key));
  }

  function switched(kind: (typeof KINDS)[number], on: boolean) {
    const now = KINDS.filter((one) => (one === kind ? on : kinds.has(one)));
    set(now.length ? { ...state, kinds: now.join(",") } : without("kinds"));
  }

  return (
    <div className="lineage-filters">
      {(["from", "to"] as const).map((key) => (
        <label key={key} className="lineage-day">
          {t(key === "from" ? "lineage.since" : "lineage.until")}
          <input type="date" value={state[key] ?? ""} onChange={({ target }) => day(key, target.value)} />
        </label>
      ))}
      <details className="lineage-kinds" open={kinds.size > 0 || undefined}>
        <summary>{t("lineage.kinds")}</summary>
        <fieldset>
          <legend className="unseen">{t("lineage.kinds")}</legend>
          {KINDS.map((kind) => (
            <label key={kind}>
              <input
                type="checkbox"
                checked={kinds.has(kind)}
                onChange={({ target }) => switched(kind, target.checked)}
              />{" "}
              {word("event_kind", kind)}
            </label>
          ))}
        </fieldset>
      </details>
    </div>
  );
}
