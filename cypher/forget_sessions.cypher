// Sessions that are over; there are few at a time.
MATCH (s:Session)
WHERE s.ends_at <= $at
DELETE s
