MATCH (d:Declared)
WHERE d.conclusion IS NOT NULL
SET d.asked = d.asked + 1
