// As findings, in another order than by severity, the last place first.
MATCH (f:Finding)
WHERE {finding_matches}
WITH f, CASE $order
  WHEN 'mass' THEN right('00000000000000' + toString(coalesce(f.mass_g, 0)), 15)
  WHEN 'day' THEN coalesce(f.day, '0')
  ELSE f.first_seen
END + ':' + f.id AS place
WHERE $after IS NULL OR place < $after
WITH f, place ORDER BY place DESC LIMIT $most
RETURN collect([properties(f), {finding_reviews}]) AS found
