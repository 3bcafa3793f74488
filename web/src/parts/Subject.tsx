/** A thing by its kind and number, which leads to the view that shows it. */

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import type { Label } from "../api/generated/graphql";
import { useWords } from "../words/use";
import { addressOf } from "./addresses";
import { Code } from "./units";

interface Props {
  label: Label;
  of: string;
  /** What it is called, in place of its number. */
  children?: ReactNode;
  /** Say what kind of thing it is before it. */
  kind?: boolean;
}

export function Subject({ label, of, children, kind = false }: Props) {
  const { word } = useWords();
  const shown = children ?? <Code>{of}</Code>;
  return (
    <>
      {kind ? <span className="quiet">{word("label", label)} </span> : null}
      <Link to={addressOf(label, of)}>{shown}</Link>
    </>
  );
}
