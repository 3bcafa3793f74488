// What was worked out of declarations, unless that was asked for later is there already.
UNWIND $rows AS row
MATCH (d:Declared {key: row.key})
USING INDEX SEEK d:Declared(key)
WHERE d.told < row.asked AND d.conclusion IS NOT NULL
SET d += row.comes_to, d.told = row.asked
