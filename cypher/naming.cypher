CALL () {
  UNWIND $rows AS number
  MATCH (:Enterprise {key: number})<-[e]-(t)
  RETURN t
  UNION
  UNWIND $rows AS number
  MATCH (:Identifier {key: number})<-[:NAMED_AS]-(t)
  RETURN t
  UNION
  MATCH (t:Processing) WHERE t.owner IN $rows
  RETURN t
  UNION
  MATCH (t:ScrapIntake) WHERE t.source IN $rows
  RETURN t
}
RETURN collect([labels(t), t.key]) AS found
