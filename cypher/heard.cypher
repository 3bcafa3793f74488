// The number of the last version received, and of the last that an audit has taken account of;
// whose turn it is that asks, after which the next begins.
MATCH (s:Store {id: 'store'})
WITH s, coalesce(s.audits, 0) AS turn
SET s.audits = turn + 1
RETURN [coalesce(s.versions, 0), s.audited, turn] AS found
