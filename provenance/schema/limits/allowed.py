"""Which questions a role may ask: looked up in the policy before anything is read."""

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from provenance.access.policy.tables import may_ask
from provenance.access.viewer import Role
from provenance.model.errors import ForbiddenError


def forbidden(document: DocumentNode, role: Role) -> GraphQLError | None:
    """The error of a document that asks, in any of its operations, what is not for a role."""
    for question in _questions(document):
        if not may_ask(role, question):
            return GraphQLError(
                f"{question} is not for the role {role.value} to ask",
                extensions={"code": ForbiddenError.code},
            )
    return None


def _questions(document: DocumentNode) -> Iterator[str]:
    """What the operations of a document ask, such as Query.verdict; of introspection nothing."""
    fragments = {
        one.name.value: one.selection_set
        for one in document.definitions
        if isinstance(one, FragmentDefinitionNode)
    }
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            root = one.operation.value.capitalize()
            for name in _fields(one.selection_set, fragments, set()):
                if not name.startswith("__"):
                    yield f"{root}.{name}"


def _fields(
    chosen: SelectionSetNode, fragments: dict[str, SelectionSetNode], spread: set[str]
) -> Iterator[str]:
    for one in chosen.selections:
        if isinstance(one, FieldNode):
            yield one.name.value
        elif isinstance(one, InlineFragmentNode):
            yield from _fields(one.selection_set, fragments, spread)
        elif isinstance(one, FragmentSpreadNode) and one.name.value not in spread:
            spread.add(one.name.value)  # once, however often it is spread: also within itself
            if one.name.value in fragments:
                yield from _fields(fragments[one.name.value], fragments, spread)
