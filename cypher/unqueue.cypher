// What an older version let wait knows no turn.
MATCH (u:Unaudited)
WHERE coalesce(u.turn, 0) <= $turn
DELETE u
