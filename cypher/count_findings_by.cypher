// As count_findings, where a filter names the subjects or the enterprise: through their index.
MATCH (f:Finding)
USING INDEX SEEK f:Finding({by})
WHERE f.{by} IN $keys AND {finding_matches}
WITH f LIMIT $most
RETURN count(f) AS found
