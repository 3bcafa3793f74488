// What a filter says of what a declaration `d` comes to: a part of other queries.
($direction IS NULL OR d.direction = $direction)
  AND ($since IS NULL OR d.day >= $since)
  AND ($until IS NULL OR d.day <= $until)
  AND ($within IS NULL OR any(start IN $within WHERE d.region STARTS WITH start))
  AND ($enterprise IS NULL OR d.party = $enterprise OR d.declarant = $enterprise)
  AND ($conclusions IS NULL OR d.conclusion IN $conclusions)
  AND ($advice IS NULL OR d.advice = $advice)
  AND ($decided IS NULL OR EXISTS { MATCH (:Decision {declaration: d.key}) } = $decided)
