// Neo4j shows a commit to readers bit by bit. What was read between two looks that find the same
// number, with nothing under way, is of one state.
MATCH (was:Publication)
WITH was.begun AS begun, was.done AS done
CALL () {
{query}
}
WITH begun, done, found
MATCH (now:Publication)
RETURN found, begun, begun = done AND now.begun = begun AS steady
