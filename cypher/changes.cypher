UNWIND $rows AS subject
MATCH (c:ConclusionChange {subject: subject})
USING INDEX SEEK c:ConclusionChange(subject)
WITH c ORDER BY c.number
RETURN collect([c.subject, c.at, c.before, c.after, c.lawful_before_g, c.lawful_after_g, c.load,
  c.causes]) AS found
