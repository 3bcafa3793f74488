UNWIND $ids AS id
MATCH (w:Watch {id: id, active: true})
WHERE (w.held_until IS NULL OR w.held_until <= $now OR w.holder = $holder)
  AND (w.due_at IS NULL OR w.due_at <= $now)
SET w.holder = $holder, w.held_until = $until
RETURN collect(properties(w)) AS found
