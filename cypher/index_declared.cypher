CREATE INDEX Declared_{order} IF NOT EXISTS FOR (d:Declared) ON (d.{order})
