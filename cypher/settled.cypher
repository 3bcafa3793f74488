// When it was settled last, and whether anything waits to be.
MATCH (s:Store {id: 'store'})
RETURN [s.settled_at, EXISTS { MATCH (:Mark) }] AS found
