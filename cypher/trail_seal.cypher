MATCH (e:TrailEntry {number: $number})
SET e.who = '', e.role = '', e.body = '', e.seal = $seal
