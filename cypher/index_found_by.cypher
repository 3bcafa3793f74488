CREATE FULLTEXT INDEX found_by IF NOT EXISTS FOR (n:{any_of}) ON EACH [n.terms, n.named, n.sounds]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
