// As facets, where a filter names the subjects or the enterprise: through their index.
MATCH (f:Finding)
USING INDEX SEEK f:Finding({by})
WHERE f.{by} IN $keys AND {finding_matches}
WITH f.code AS code, f.severity AS severity, f.status AS status, f.enterprise AS enterprise,
  f.region AS region, count(*) AS n
RETURN collect([code, severity, status, enterprise, region, n]) AS found
