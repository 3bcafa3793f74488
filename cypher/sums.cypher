// Keys begin with the month: the constraint on them is the index.
MATCH (m:{label})
USING INDEX SEEK m:{label}(key)
WHERE $first <= m.key < $behind
RETURN collect(properties(m)) AS found
