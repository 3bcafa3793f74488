// What was raised just now waits for those who watch, as it is now; if nobody does, it does not.
MATCH (w:Watch {active: true})
WITH w LIMIT 1
MATCH (f:Finding)
WHERE f.raised > $after
CREATE (r:Raising)
SET r = properties(f)
