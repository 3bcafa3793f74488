/** How much of something is lawful, unlawful, unverified; below it, between which bounds. */

import { useTranslation } from "react-i18next";

import { useWords } from "../words/use";
import type { Standing } from "./Mark";
import "./bar.css";

export interface Masses {
  lawfulKg: number;
  unlawfulKg: number;
  unverifiedKg: number;
}

export interface Bounds {
  lawfulMinKg: number;
  lawfulMaxKg: number;
}

interface Props {
  of: Masses;
  bounds?: Bounds;
}

export function Bar({ of, bounds }: Props) {
  const { t } = useTranslation();
  const { number } = useWords();
  const parts: [Standing, number][] = [
    ["lawful", of.lawfulKg],
    ["unlawful", of.unlawfulKg],
    ["unverified", of.unverifiedKg],
  ];
  const whole = parts.reduce((sum, [, kg]) => sum + kg, 0);
  const label = [
    ...parts.map(([standing, kg]) => `${t(`standing.${standing}`)} ${t("kg", { mass: number(kg) })}`),
    ...(bounds ? [told(bounds)] : []),
  ].join("; ");

  function told({ lawfulMinKg, lawfulMaxKg }: Bounds) {
    return t("bounds", { min: number(lawfulMinKg), max: number(lawfulMaxKg) });
  }

  return (
    <div className="bar" role="img" aria-label={label}>
      <div className="bar-parts">
        {parts.map(([standing, kg]) =>
          kg > 0 ? (
            <div key={standing} className={`bar-part fill-${standing}`} style={{ flexGrow: kg }} />
          ) : null,
        )}
      </div>
      {bounds && whole > 0 ? <Between bounds={bounds} whole={whole} words={told(bounds)} /> : null}
    </div>
  );
}

/** The bracket from what is lawful at least to what may be at most. */
function Between({ bounds, whole, words }: { bounds: Bounds; whole: number; words: string }) {
  const from = Math.min(1, bounds.lawfulMinKg / whole);
  const to = Math.min(1, bounds.lawfulMaxKg / whole);
  const left = `${100 * from}%`;
  const width = `${100 * Math.max(0, to - from)}%`;
  const end = (from + to) / 2 > 0.5;
  return (
    <div className="bar-between">
      <div
        className="bar-bracket"
        style={end ? { right: `${100 * (1 - to)}%`, width } : { left, width }}
      />
      <div
        className="bar-words"
        style={end ? { right: `${100 * (1 - to)}%` } : { left }}
        aria-hidden="true"
      >
        {words}
      </div>
    </div>
  );
}
