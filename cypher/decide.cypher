CREATE (d:Decision {number: $number, declaration: $declaration, at: $row[0], by: $row[1],
  decision: $row[2], reason: $row[3], advice: $row[4], conclusion: $row[5]})
