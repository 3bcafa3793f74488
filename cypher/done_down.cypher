{done_matches}
WHERE $after IS NULL OR place < $after
WITH e, place ORDER BY place DESC LIMIT $most
RETURN collect(properties(e)) AS found
