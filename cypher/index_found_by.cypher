CREATE FULLTEXT INDEX found_by IF NOT EXISTS FOR (n:{any_of}) ON EACH [n.terms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
