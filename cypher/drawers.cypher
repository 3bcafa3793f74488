// Who drew on quota in some months. Keys begin with the month.
MATCH (m:MonthlyDraw)
USING INDEX SEEK m:MonthlyDraw(key)
WHERE $first <= m.key < $behind
RETURN collect(DISTINCT m.enterprise) AS found
