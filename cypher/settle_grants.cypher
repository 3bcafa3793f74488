// Returns what the events drew before, with who they are of and when.
UNWIND $rows AS row
MATCH (e:Event {key: row[0]})
WITH e, row, e.grants AS was
SET e.grants = row[1], e.lacking = row[2]
RETURN collect([e.key, e.enterprise, e.date, was]) AS found
