MATCH (k:SigningKey {id: $id})
DELETE k
