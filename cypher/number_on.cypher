// No number up to this one is given again.
MATCH (s:Store {id: 'store'})
WHERE coalesce(s.numbers, 0) < $last
SET s.numbers = $last
