OPTIONAL MATCH (c:CaseVersion {case_id: $row.case_id})
WITH coalesce(max(c.version), 0) = $row.version - 1 AS next
FOREACH (_ IN CASE WHEN next THEN [1] ELSE [] END | CREATE (n:CaseVersion) SET n = $row)
RETURN next AS found
