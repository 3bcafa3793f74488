UNWIND $rows AS key
MATCH (lot:Lot {key: key})
REMOVE lot:{product}
