// Writing a property takes the lock that the next writer waits for; it goes with the connection.
// Returns whether one left a commit open by dying: with the lock held nobody commits.
MERGE (s:Store {id: 'store'}) ON CREATE SET s.form = $form
SET s.turn = coalesce(s.turn, 0) + 1
RETURN EXISTS { MATCH (p:Publication) WHERE p.done < p.begun } AS found
