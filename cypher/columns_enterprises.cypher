// The codes of enterprises in order, as a column: also of those that are only referred to.
MATCH (e:Enterprise)
USING INDEX SEEK e:Enterprise(key)
WHERE e.key > $after
WITH e ORDER BY e.key LIMIT $most
RETURN [collect(e.key)] AS found
