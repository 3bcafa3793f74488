// What an audit says of declarations; where one divides as it did, what was worked out stays.
UNWIND $rows AS row
MERGE (d:Declared {key: row.listed.key})
ON CREATE SET d.asked = 0, d.told = 0
WITH d, row, coalesce(d.mixed, '') = coalesce(row.listed.mixed, '') AND d.newest IS NOT NULL AS same
SET d += row.listed, d += CASE WHEN same THEN {} ELSE row.comes_to END
SET d.asked = d.asked + 1
SET d.told = CASE WHEN row.comes_to.conclusion IS NULL THEN d.asked ELSE d.told END
