UNWIND $rows AS row
CREATE (r:Rejected)
SET r = row
