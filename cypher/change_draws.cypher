UNWIND $drawn AS row
MERGE (m:MonthlyDraw {key: row[0]})
ON CREATE SET m += row[1], m.drawn_g = 0, m.covered_g = 0
SET m.drawn_g = m.drawn_g + row[2][0], m.covered_g = m.covered_g + row[2][1]
WITH m WHERE m.drawn_g = 0
DELETE m
