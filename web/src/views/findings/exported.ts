/** The list as it leaves: kilograms to the gram. */

import type { Row } from "../../parts/save";
import type { FindingRow } from "./list";

export function exported(rows: readonly FindingRow[]): Row[] {
  return rows.map((row) => ({
    id: row.id,
    severity: row.severity,
    code: row.code,
    title: row.title,
    kind: row.subject.label,
    subject: row.subject.key,
    kg: row.kg,
    day: row.day,
    enterprise: row.enterprise?.key,
    enterpriseName: row.enterprise?.name,
    region: row.region?.key,
    regionName: row.region?.name,
    status: row.status,
    firstSeen: row.firstSeen,
    goneAt: row.goneAt,
  }));
}
