MATCH (u:Unaudited)
DELETE u
