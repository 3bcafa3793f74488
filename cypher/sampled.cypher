MATCH (d:Decision {decision: $decision})
WITH DISTINCT d.declaration AS declaration
ORDER BY declaration
RETURN collect(declaration) AS found
