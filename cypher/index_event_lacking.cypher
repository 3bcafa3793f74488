// Only events that lack a designation or a record of quota bear this property: the index is small.
CREATE INDEX Event_lacking IF NOT EXISTS FOR (e:Event) ON (e.lacking)
