// Nothing is counted yet.
MATCH (s:Store {id: 'store'})
SET s = {id: 'store', turn: s.turn, rebuilding: s.rebuilding}
