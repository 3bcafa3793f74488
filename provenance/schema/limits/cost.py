"""What a query asks for, worked out before anything is done: depth, aliases, things.

Fragments are measured once each, however often they are used: a document that spreads them
within one another cannot make the measuring slow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

PAGES = ("first", "maxNodes")
SIZES = (*PAGES, "subjects", "texts", "ids")
"""The arguments that say how many things a field gives; a page holds no more than that."""

READS = {
    "verdict": 10,
    "verdicts": 10,
    "decideClearance": 10,
    "reportingStatus": 10,
    "service": 100,
    "loads": 10,
    "monthTemplate": 1_000,
    "checkMonth": 1_000,
}
ALSO = {
    "source": 1,
    "versions": 1,
    "decisions": 1,
    "conclusionChanges": 1,
    "remedies": 2,
    "evidenceSubjects": 2,
    "near": 40,
    "flows": 20,
    "counterparties": 20,
    "verdict": 1,
}
"""Questions, and fields of things, that give none: as how many things reading for them counts."""

THINGS = frozenset({"Node", "KeptFinding", "SuspiciousFlow"})
"""What is a thing of its own, beside all that is a Node."""

INTROSPECTED = 10
"""As how many aliases one counts where the schema is asked about: each repeats all of it."""

UNSAID = 10
"""So many are taken to be in a list that nobody can ask the size of."""

HUGE = 10**12
"""Nothing is counted further than this: numbers of thousands of digits are slow themselves."""

Parent = GraphQLObjectType | GraphQLInterfaceType


@dataclass(frozen=True, slots=True)
class Size:
    """How deep a selection nests, how many aliases it uses, how many things it asks for."""

    depth: int = 0
    aliases: int = 0
    cost: int = 0


class Measure:
    """Measures the operations of one document, given the variables that come with it."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._document = document
        self._variables = variables
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._roots = (schema.query_type, schema.mutation_type)
        self._known: dict[tuple[str, bool], Size] = {}
        self._defaults: dict[str, ValueNode] = {}

    def largest(self) -> Size:
        """The most that any operation of the document asks for."""
        sizes = [
            self._operation(definition)
            for definition in self._document.definitions
            if isinstance(definition, OperationDefinitionNode)
        ]
        return _most(sizes)

    def _operation(self, operation: OperationDefinitionNode) -> Size:
        self._known = {}
        self._defaults = {
            variable.variable.name.value: variable.default_value
            for variable in operation.variable_definitions or ()
            if variable.default_value is not None
        }
        root = self._schema.get_root_type(operation.operation)
        return self._selected(operation.selection_set, root, counted=False)

    def _selected(self, selected: SelectionSetNode, parent: Parent | None, counted: bool) -> Size:
        """`counted` says that the things of this selection were counted where it was asked for."""
        parts = [self._selection(one, parent, counted) for one in selected.selections]
        return Size(
            depth=max((part.depth for part in parts), default=0),
            aliases=min(HUGE, sum(part.aliases for part in parts)),
            cost=min(HUGE, sum(part.cost for part in parts)),
        )

    def _selection(self, node: SelectionNode, parent: Parent | None, counted: bool) -> Size:
        if isinstance(node, FieldNode):
            return self._field(node, parent, counted)
        if isinstance(node, InlineFragmentNode):
            return self._selected(node.selection_set, self._narrowed(node, parent), counted)
        assert isinstance(node, FragmentSpreadNode)
        name = node.name.value
        if (name, counted) not in self._known:
            self._known[name, counted] = Size()  # what a circle of fragments finds
            fragment = self._fragments.get(name)
            if fragment is not None:
                found = self._selected(
                    fragment.selection_set, self._narrowed(fragment, parent), counted
                )
                self._known[name, counted] = found
        return self._known[name, counted]

    def _narrowed(
        self, node: InlineFragmentNode | FragmentDefinitionNode, parent: Parent | None
    ) -> Parent | None:
        if node.type_condition is None:
            return parent
        found = self._schema.get_type(node.type_condition.name.value)
        return found if isinstance(found, GraphQLObjectType | GraphQLInterfaceType) else None

    def _field(self, node: FieldNode, parent: Parent | None, counted: bool) -> Size:
        alias = int(node.alias is not None)
        field = parent.fields.get(node.name.value) if parent is not None else None
        if node.selection_set is None:
            return Size(0, alias, 0)
        if field is None:
            # Something validation is about to refuse, or introspection, whose depth it limits.
            inner = self._selected(node.selection_set, None, counted)
            times = INTROSPECTED if parent in self._roots else 1
            return Size(0, times * (alias + inner.aliases), 0)
        inner_type = get_named_type(field.type)
        if not isinstance(inner_type, GraphQLObjectType | GraphQLInterfaceType):
            return Size(0, alias, 0)
        asked = self._asked(node, field)
        within = _is_page(field) or (counted and not _is_thing(inner_type))
        inner = self._selected(node.selection_set, inner_type, counted=within)
        reads = READS if parent in self._roots else ALSO
        each = reads.get(node.name.value, int(_is_thing(inner_type)))
        own, times = _weight(field, each, asked, counted)
        cost = min(HUGE, own + times * inner.cost)
        return Size(1 + inner.depth, alias + inner.aliases, cost)

    def _asked(self, node: FieldNode, field: GraphQLField) -> int | None:
        """How many things a field is asked for, None where it is not asked with a number."""
        name = next((name for name in SIZES if name in field.args), None)
        if name is None:
            return None
        given = next((arg.value for arg in node.arguments or () if arg.name.value == name), None)
        return max(0, self._number(given, field.args[name]))

    def _number(self, value: ValueNode | None, argument: GraphQLArgument) -> int:
        if isinstance(value, VariableNode):
            name = value.name.value
            if name in self._variables:
                return _count(self._variables[name])
            value = self._defaults.get(name)
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, ListValueNode):
            return len(value.values)
        if value is not None:
            return 1
        return _count(argument.default_value)


def _weight(field: GraphQLField, each: int, asked: int | None, counted: bool) -> tuple[int, int]:
    """How many things a field is itself, and how often what is selected of it is there."""
    if asked is not None:
        return asked * (each or 1), asked
    if counted:
        return 0, 1
    many = UNSAID if _is_list(field) else 1
    return many * each, many


def _is_thing(inner: Parent) -> bool:
    """Whether it is a thing of its own; anything else comes along with one."""
    return inner.name in THINGS or any(above.name == "Node" for above in inner.interfaces)


def _is_page(field: GraphQLField) -> bool:
    return any(name in field.args for name in PAGES)


def _is_list(field: GraphQLField) -> bool:
    return is_list_type(field.type.of_type if is_non_null_type(field.type) else field.type)


def _count(value: object) -> int:
    if isinstance(value, list):
        return len(value)
    return value if isinstance(value, int) else 1


def _most(sizes: Iterable[Size]) -> Size:
    found = list(sizes)
    return Size(
        depth=max((size.depth for size in found), default=0),
        aliases=max((size.aliases for size in found), default=0),
        cost=max((size.cost for size in found), default=0),
    )
