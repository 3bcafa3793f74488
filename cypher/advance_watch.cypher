MATCH (w:Watch {id: $id, holder: $holder})
SET w += $row, w.held_until = $until
RETURN true AS found
