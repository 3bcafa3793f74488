// Which enterprises state some numbers as theirs; which of these are codes on record.
CALL () {
  UNWIND $rows AS number
  MATCH (i:Identifier {key: number})<-[:KNOWN_AS]-(e:Enterprise)
  USING INDEX SEEK i:Identifier(key)
  RETURN collect(DISTINCT [number, e.key]) AS by
}
CALL () {
  UNWIND $rows AS number
  MATCH (e:Enterprise {key: number})
  USING INDEX SEEK e:Enterprise(key)
  WHERE e.known
  RETURN collect(number) AS codes
}
RETURN [by, codes] AS found
