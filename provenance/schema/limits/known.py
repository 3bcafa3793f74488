"""Queries that were seen before: programs send the same few, and checking one takes a while.

strawberry's own ParserCache and ValidationCache keep texts of any length (30 MB for a query with
15 MB of comments), validate what the limits refuse, and have a socket's stream end in a syntax
error instead of answering with it.
"""

from collections import OrderedDict
from collections.abc import Iterator

from graphql import DocumentNode
from strawberry.extensions import SchemaExtension

LONGEST = 4_000
"""Longer texts are not kept: what they become takes far more room than they do."""


class Known:
    """The queries a schema has found valid, the latest used of them."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._documents: OrderedDict[str, DocumentNode] = OrderedDict()

    def get(self, text: str) -> DocumentNode | None:
        if text in self._documents:
            self._documents.move_to_end(text)
        return self._documents.get(text)

    def keep(self, text: str, document: DocumentNode) -> None:
        if len(text) > LONGEST:
            return
        self._documents[text] = document
        if len(self._documents) > self._most:
            self._documents.popitem(last=False)

    def extension(self) -> SchemaExtension:
        """What spares one operation its parsing and validation, if it is known."""
        return _Spared(self)


class _Spared(SchemaExtension):
    def __init__(self, known: Known) -> None:
        self._known = known
        self._found: DocumentNode | None = None

    def on_parse(self) -> Iterator[None]:
        self._found = self._known.get(self.execution_context.query or "")
        if self._found is not None:
            self.execution_context.graphql_document = self._found
        yield

    def on_validate(self) -> Iterator[None]:
        execution = self.execution_context
        if self._found is not None:
            execution.pre_execution_errors = []  # the validation has nothing left to find
            yield
            return
        yield
        if not execution.pre_execution_errors and execution.query and execution.graphql_document:
            self._known.keep(execution.query, execution.graphql_document)
