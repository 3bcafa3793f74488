// Notes how far the database is that is being written anew; without a note it is of today's form.
MATCH (s:Store {id: 'store'})
SET s.rebuilding = $rebuilding, s.form = CASE WHEN $rebuilding IS NULL THEN $form ELSE s.form END
