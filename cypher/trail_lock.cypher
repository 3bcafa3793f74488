// Writing a property takes the lock that the next to append waits for; it goes with the connection.
MERGE (s:Store {id: 'trail'})
SET s.turn = coalesce(s.turn, 0) + 1
