CREATE INDEX Finding_{by} IF NOT EXISTS FOR (f:Finding) ON (f.{by})
