/** Shapes that tell the three standings, and severities, without colour. */

import type { Severity } from "../api/generated/graphql";
import { useWords } from "../words/use";
import "./mark.css";

export type Standing = "lawful" | "unlawful" | "unverified";

const SHAPES: Record<Standing, string> = { lawful: "●", unlawful: "◆", unverified: "☐" };
const WEIGHTS: Record<Severity, string> = { CRITICAL: "◆", MAJOR: "▲", MINOR: "▼", INFO: "·" };

export function Mark({ of }: { of: Standing }) {
  return (
    <span className={`mark mark-${of}`} aria-hidden="true">
      {SHAPES[of]}
    </span>
  );
}

export function Weight({ of }: { of: Severity }) {
  const { word } = useWords();
  return (
    <span className="weight">
      <span aria-hidden="true">{WEIGHTS[of]}</span> {word("severity", of)}
    </span>
  );
}
