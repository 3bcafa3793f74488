"""What a Neo4j database needs before it is used: constraints, indexes, a node to lock."""

from collections.abc import Mapping

from neo4j.exceptions import ClientError

from provenance.graph.neo4j.link import PATIENCE, Link
from provenance.graph.neo4j.queries import By, Listed, query
from provenance.graph.port.form import FORM, Rebuilding
from provenance.graph.rows.sums import Monthly
from provenance.model.errors import StoreUnavailableError
from provenance.model.message import Message
from provenance.model.terms import Label

FOUND = tuple(label for label in Label if label is not Label.IDENTIFIER)
"""What is searched: by its further numbers an enterprise is found itself."""

SCHEMA: Mapping[str, str] = {
    **{f"{label}_key": query("unique_key", label=label) for label in (*Label, *Monthly)},
    "Store_id": query("unique_store"),
    "Withdrawal_id": query("unique_withdrawal"),
    "Rejected_key": query("unique_rejected"),
    "Lot_id": query("index_lot_id"),
    "Event_lacking": query("index_event_lacking"),
    "Record_record": query("index_record"),
    "Record_seq": query("index_record_seq"),
    "Withdrawal_record": query("index_withdrawal_record"),
    "Rejected_number": query("index_rejected_number"),
    "Finding_id": query("unique_finding"),
    **{f"Finding_{by}": query("index_finding", by=by) for by in By if by is not By.ID},
    "Decision_declaration": query("index_decision_declaration"),
    "ConclusionChange_subject": query("index_change_subject"),
    "Declared_key": query("unique_declared"),
    **{f"Declared_{order}": query("index_declared", order=order) for order in Listed},
    "Watch_id": query("unique_watch"),
    "Raising_raised": query("index_raising"),
    "CaseVersion_id": query("unique_case"),
    "CaseVersion_case": query("index_case"),
    "User_name": query("unique_user"),
    "SigningKey_id": query("unique_signing_key"),
    "Session_id": query("unique_session"),
    "Session_family": query("index_session_family"),
    "TrailEntry_number": query("unique_trail"),
    "found_by": query("index_found_by", any_of=FOUND),
}
"""The statements that make the constraints and indexes, by the names these have then."""


async def prepare(link: Link) -> tuple[int, Rebuilding | None]:
    """Make what is missing, as several processes may at once, and wait until it is in use.

    Returns the form of what is kept, and how far it is where it is being written anew.
    """
    for _ in range(3):
        missing = SCHEMA.keys() - set(await link.do(query("online")))
        if not missing:
            form, rebuilding = await link.do(query("meta"), form=FORM)
            return int(form), Rebuilding.of(rebuilding)
        for name in sorted(missing):
            try:
                await link.do(SCHEMA[name], patience=PATIENCE)
            except ClientError:  # another process was making the same
                continue
        await link.do(query("drop_found_by_name"), patience=PATIENCE)
        await link.do(query("await_indexes"), patience=PATIENCE)
    raise StoreUnavailableError(
        Message("Neo4j does not bring its indexes online: {missing}", missing=tuple(missing))
    )
