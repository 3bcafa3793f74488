CALL () {
  UNWIND $rows AS number
  MATCH (who:Enterprise {key: number})<--(t)
  USING INDEX SEEK who:Enterprise(key)
  RETURN t
  UNION
  UNWIND $rows AS number
  MATCH (i:Identifier {key: number})<-[:NAMED_AS]-(t)
  USING INDEX SEEK i:Identifier(key)
  RETURN t
  UNION
  MATCH (t:Processing) WHERE t.owner IN $rows
  RETURN t
  UNION
  MATCH (t:ScrapIntake) WHERE t.source IN $rows
  RETURN t
}
RETURN collect([labels(t), t.key]) AS found
