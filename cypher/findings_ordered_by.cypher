// As findings_ordered, where a filter names the subjects or the enterprise: through their index.
MATCH (f:Finding)
USING INDEX SEEK f:Finding({by})
WHERE f.{by} IN $keys AND {finding_matches}
WITH f, CASE $order
  WHEN 'mass' THEN right('00000000000000' + toString(coalesce(f.mass_g, 0)), 15)
  WHEN 'day' THEN coalesce(f.day, '0')
  ELSE f.first_seen
END + ':' + f.id AS place
WHERE $after IS NULL OR place < $after
WITH f, place ORDER BY place DESC LIMIT $most
RETURN collect([properties(f), {finding_reviews}]) AS found
