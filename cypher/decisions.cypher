UNWIND $rows AS declaration
MATCH (d:Decision {declaration: declaration})
USING INDEX SEEK d:Decision(declaration)
WITH d ORDER BY d.number
RETURN collect([d.declaration, d.at, d.by, d.decision, d.reason, d.advice, d.conclusion]) AS found
