MATCH (k:SigningKey)
WITH k ORDER BY k.made_at, k.id
RETURN collect(properties(k)) AS found
