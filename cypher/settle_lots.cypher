// Each bears its product's label, and no longer the one it had.
UNWIND $rows AS row
MATCH (lot:Lot {key: row[0]})
SET lot += row[1]
REMOVE lot:$([label IN labels(lot) WHERE label <> 'Lot' AND NOT label IN row[2]])
SET lot:$(row[2])
