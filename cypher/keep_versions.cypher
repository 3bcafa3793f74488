UNWIND $rows AS row
CREATE (r:Record)
SET r = row
