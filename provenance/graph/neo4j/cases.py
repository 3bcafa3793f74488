"""What is kept in Neo4j of cases: readers go by the graph, and need not be told of changes here."""

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.aspect import Aspect, WriterAspect, asking
from provenance.graph.neo4j.queries import query
from provenance.graph.port.cases import CaseVersion
from provenance.graph.port.paging import Page
from provenance.graph.rows.cases import case_from, case_row


class Cases(Aspect):
    """What is answered of cases."""

    @asking
    async def page(self, ask: Ask, *, open: bool | None, before: str | None, first: int) -> Page:
        rows = await ask(query("cases"), open=open, before=before, first=first + 1)
        return Page([case_from(props) for props in rows[:first]], len(rows) > first)

    @asking
    async def versions(self, ask: Ask, case: str) -> list[CaseVersion]:
        return [case_from(props) for props in await ask(query("case_versions"), case=case)]


class CaseWriter(WriterAspect):
    """What is kept of cases."""

    @asking
    async def save(self, ask: Ask, version: CaseVersion) -> bool:
        return bool(await ask(query("save_case"), row=case_row(version)))

    @asking
    async def remove(self, ask: Ask, case: str) -> bool:
        return bool(await ask(query("remove_case"), case=case))
