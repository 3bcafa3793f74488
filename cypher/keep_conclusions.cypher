UNWIND $rows AS row
CREATE (c:ConclusionChange {number: row[0], subject: row[1], at: row[2], before: row[3],
  after: row[4], lawful_before_g: row[5], lawful_after_g: row[6], load: row[7], causes: row[8]})
