UNWIND $rows AS row
CREATE (e:TrailEntry)
SET e = row
