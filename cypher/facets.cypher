MATCH (f:Finding)
WHERE {finding_matches}
WITH f.code AS code, f.severity AS severity, f.status AS status, f.enterprise AS enterprise,
  f.region AS region, count(*) AS n
RETURN collect([code, severity, status, enterprise, region, n]) AS found
