// What waits to be settled, unless it is too much to tell apart; and when it was settled last.
MATCH (s:Store {id: 'store'})
CALL () {
  MATCH (m:Mark)
  WITH collect(m) AS marks
  WITH marks, reduce(n = 0, m IN marks | n + m.n) AS n
  RETURN n, CASE WHEN n <= $most THEN [m IN marks | [m.touch, m.keys]] ELSE [] END AS told
}
RETURN [s.settled_at, n, told] AS found
