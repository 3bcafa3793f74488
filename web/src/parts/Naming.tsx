/** A sentence of the service, in which firms that are known have their names. */

import { Fragment } from "react";

import { Name, type Named } from "./units";

/** A unified social credit code as it stands in a sentence. */
const CODE = /\b([0-9A-Z]{18})\b/;

export type Firms = ReadonlyMap<string, Named>;

export function Naming({ text, firms }: { text: string; firms: Firms }) {
  return text.split(CODE).map((piece, n) => {
    const firm = n % 2 ? firms.get(piece) : undefined;
    return (
      <Fragment key={n}>
        {firm ? <Name of={firm} /> : null}
        {firm ? " " : null}
        {n % 2 ? <code>{piece}</code> : piece}
      </Fragment>
    );
  });
}
