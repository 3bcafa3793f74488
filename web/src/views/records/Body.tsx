/** A record field by field, as it was filed; what names a thing on record leads there. */

import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { namesOf, useCalled, type Called } from "../../api/called";
import { Subject } from "../../parts/Subject";
import { Name } from "../../parts/units";

type Value = null | string | number | boolean | Value[] | { [name: string]: Value };
type Links = ReadonlyMap<string, Called>;

/** Fields that are text for people: what they say is looked up nowhere. */
const PLAIN = new Set(["record", "revision", "name", "name_en", "note", "goods", "file"]);
/** The number of the record itself leads nowhere else; that of a lot within it does. */
const OWN = "id";

interface Props {
  text: string;
  /** The version before, to mark what became different. */
  before: string | undefined;
}

export function Body({ text, before }: Props) {
  const { t } = useTranslation();
  const fields = useMemo(() => JSON.parse(text) as Record<string, Value>, [text]);
  const earlier = useMemo(() => (before ? (JSON.parse(before) as Record<string, Value>) : undefined), [before]);
  const links = useCalled(useMemo(() => [...mentioned(fields)], [fields]));
  return (
    <dl className="fields">
      {Object.entries(fields).map(([name, value]) => {
        const changed = earlier !== undefined && JSON.stringify(earlier[name]) !== JSON.stringify(value);
        return (
          <div key={name} className={changed ? "field-changed" : undefined}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {told(value, links, name === OWN || PLAIN.has(name))}
              {changed && name !== "revision" ? (
                <div className="quiet">
                  {t("record.before")} {told(earlier[name] ?? null, links, true)}
                </div>
              ) : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The texts of a record that may name things. */
function* mentioned(fields: Record<string, Value>): Generator<string> {
  for (const [name, value] of Object.entries(fields)) {
    if (PLAIN.has(name)) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === "string") yield one;
      else if (one && typeof one === "object" && !Array.isArray(one)) yield* mentioned(one);
    }
  }
}

function told(value: Value, links: Links, plain: boolean): ReactNode {
  if (value === null) return <span className="quiet">—</span>;
  if (Array.isArray(value)) {
    return (
      <ul className="field-list">
        {value.map((one, n) => (
          <li key={n}>{told(one, links, plain)}</li>
        ))}
      </ul>
    );
  }
  if (typeof value === "object") {
    return (
      <span className="field-object">
        {Object.entries(value).map(([name, one]) => (
          <span key={name}>
            <code className="quiet">{name}</code> {told(one, links, plain || PLAIN.has(name))}
          </span>
        ))}
      </span>
    );
  }
  const link = typeof value === "string" && !plain ? links.get(value) : undefined;
  if (!link) return <span>{String(value)}</span>;
  return (
    <>
      <Subject label={link.label} of={link.key}>
        <code>{String(value)}</code>
      </Subject>
      {link.name ? (
        <>
          {" "}
          <Name of={namesOf(link)} />
        </>
      ) : null}
    </>
  );
}
