// Events of some enterprises and months with their draws, whose record was there by then. Times
// are compared in one zone: the same instant in two is not the same time to Neo4j.
UNWIND $rows AS key
MATCH (who:Enterprise {key: key})<-[:BY]-(e:Event)
USING INDEX SEEK who:Enterprise(key)
WHERE e.grants IS NOT NULL AND $first <= e.date < $behind AND EXISTS {
  MATCH (r:Record {record: e.key})
  USING INDEX SEEK r:Record(record)
  WHERE datetime({datetime: datetime(r.received_at), timezone: 'Z'}) <= datetime($known_by)
}
RETURN collect(e {.kind, .id, .date, .enterprise, .ore_class, .grants}) AS found
