MATCH (e:TrailEntry {number: $number})
WHERE e.seal IS NOT NULL
SET e.seal = $seal
