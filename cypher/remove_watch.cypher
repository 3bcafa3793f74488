MATCH (w:Watch {id: $id})
DELETE w
RETURN count(*) > 0 AS found
