MATCH (c:CaseVersion {case_id: $case})
WITH c ORDER BY c.version
RETURN collect(properties(c)) AS found
