// Writing a property takes the lock that the next writer waits for; it goes with the connection.
MERGE (s:Store {id: 'store'})
SET s.turn = coalesce(s.turn, 0) + 1
