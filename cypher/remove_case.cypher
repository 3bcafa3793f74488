MATCH (c:CaseVersion {case_id: $case})
DELETE c
RETURN count(*) > 0 AS found
