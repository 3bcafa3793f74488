/** A table of thousands of rows, of which those in sight are drawn; all of them in print. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { Button } from "react-aria-components";

import "./table.css";

/** So many rows are drawn whether in sight or not. */
const FEW = 100;
const ROW_PX = 44;

export interface Column<R> {
  name: string;
  head: ReactNode;
  cell: (row: R, at: number) => ReactNode;
  /** Numbers stand at the end of their column. */
  number?: boolean;
  /** The cell says which row it is. */
  heads?: boolean;
  sortable?: boolean;
  className?: string;
}

interface Props<R> {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  idOf: (row: R) => string;
  sorted?: string | undefined;
  sort?: (name: string) => void;
  chosen?: string | undefined;
  /** Called when the last rows come into sight. */
  atEnd?: () => void;
  className?: string;
}

export function Table<R>(props: Props<R>) {
  const { caption, columns, rows, idOf, chosen, atEnd } = props;
  const box = useRef<HTMLDivElement>(null);
  const printed = usePrinted();
  const whole = printed || rows.length <= FEW;
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (at) => idOf(rows[at]!),
    enabled: !whole,
  });
  const items = whole ? [] : drawn.getVirtualItems();
  const last = items.at(-1)?.index ?? (whole ? rows.length - 1 : 0);
  useEffect(() => {
    if (atEnd && rows.length > 0 && last >= rows.length - 20 && !printed) atEnd();
  }, [atEnd, last, rows.length, printed]);
  const before = items[0]?.start ?? 0;
  const after = whole ? 0 : drawn.getTotalSize() - (items.at(-1)?.end ?? 0);
  const shown = whole ? rows.map((_, at) => at) : items.map(({ index }) => index);
  return (
    <div className={`table-box ${props.className ?? ""}`} ref={box} tabIndex={0} role="region" aria-label={caption}>
      <table aria-rowcount={rows.length + 1}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.name} column={column} sorted={props.sorted} sort={props.sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space px={before} columns={columns.length} />
          {shown.map((at) => {
            const row = rows[at]!;
            const id = idOf(row);
            return (
              <tr
                key={id}
                data-row={id}
                data-index={at}
                ref={whole ? null : drawn.measureElement}
                aria-rowindex={at + 2}
                className={id === chosen ? "table-chosen" : undefined}
              >
                {columns.map(({ name, cell, number, heads, className = "" }) =>
                  heads ? (
                    <th key={name} scope="row" className={className}>
                      {cell(row, at)}
                    </th>
                  ) : (
                    <td key={name} className={number ? `number ${className}` : className}>
                      {cell(row, at)}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
          <Space px={after} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

function Head<R>({
  column: { name, head, number, sortable, className = "" },
  sorted,
  sort,
}: {
  column: Column<R>;
  sorted: string | undefined;
  sort: ((name: string) => void) | undefined;
}) {
  const on = sorted === name;
  const classes = number ? `number ${className}` : className;
  if (!sortable || !sort) return <th scope="col" className={classes}>{head}</th>;
  return (
    <th scope="col" className={classes} aria-sort={on ? "descending" : "none"}>
      <Button className="table-sort" onPress={() => sort(on ? "" : name)}>
        {head} <span aria-hidden="true">{on ? "▼" : "▽"}</span>
      </Button>
    </th>
  );
}

/** The height of the rows that are not drawn. */
function Space({ px, columns }: { px: number; columns: number }) {
  if (px <= 0) return null;
  return (
    <tr aria-hidden="true" className="table-space">
      <td colSpan={columns} style={{ height: px }} />
    </tr>
  );
}

/** Whether it is being printed now. */
function usePrinted(): boolean {
  const [printed, set] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => set(true));
    const end = () => set(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printed;
}
