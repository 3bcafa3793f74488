// The number of the last version received, and of the last that an audit has taken account of;
// the turn of whoever asks, after which the next begins.
MATCH (s:Store {id: 'store'})
WITH s, coalesce(s.turn, 0) AS turn
SET s.turn = turn + 1
RETURN [coalesce(s.versions, 0), s.audited, turn] AS found
