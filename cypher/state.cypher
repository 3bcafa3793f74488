// How fresh the store is, and whether firms are made up.
MATCH (s:Store {id: 'store'})
RETURN [
  s.settled_at, s.audited_at, EXISTS { MATCH (:Mark) },
  EXISTS { MATCH (e:Enterprise) WHERE e.name CONTAINS $synthetic }
] AS found
