MATCH (w:Watch {id: $id, secret: $before})
SET w.secret = $after
