// From its tail, which has few edges that lead out; an enterprise, its head, has as many as it did
// things. A planner that is told of the head as a node begins there.
UNWIND $rows AS row
MATCH (tail)-[e]->()
WHERE elementId(tail) = row[0] AND type(e) = row[1] AND elementId(endNode(e)) = row[2]
  AND coalesce(e.n, 0) = row[3]
DELETE e
