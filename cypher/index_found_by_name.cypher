CREATE FULLTEXT INDEX found_by_name IF NOT EXISTS FOR (n:{any_of}) ON EACH [n.terms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
