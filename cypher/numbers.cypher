// Takes some numbers that nothing had before; returns the last one taken earlier.
MATCH (s:Store {id: 'store'})
SET s.numbers = coalesce(s.numbers, 0) + $n
RETURN s.numbers - $n AS found
