// Events by key, with who they are of, when, and their draws as settled so far.
UNWIND $rows AS key
MATCH (e:Event {key: key})
WHERE e.known
RETURN collect([e.key, e.enterprise, e.date, e.grants]) AS found
