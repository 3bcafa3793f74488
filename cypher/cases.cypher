MATCH (c:CaseVersion)
WHERE NOT EXISTS { (l:CaseVersion {case_id: c.case_id}) WHERE l.version > c.version }
    AND ($open IS NULL OR c.open = $open) AND ($before IS NULL OR c.place < $before)
WITH c ORDER BY c.place DESC LIMIT $first
RETURN collect(properties(c)) AS found
