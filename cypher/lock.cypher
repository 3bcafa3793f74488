// Writing a property takes the lock that the next writer waits for; it goes with the connection.
MERGE (s:Store {id: 'store'}) ON CREATE SET s.form = $form
SET s.turn = coalesce(s.turn, 0) + 1
