"""The schema as committed, and that everything in it is explained."""

import subprocess
import sys
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    is_introspection_type,
    is_specified_scalar_type,
)

import provenance.schema
from provenance.model.terms import Label
from provenance.schema.schema import Schema
from provenance.settings import Settings

SNAPSHOT = Path(provenance.schema.__file__).with_name("schema.graphql")


def _schema() -> GraphQLSchema:
    return build_schema(SNAPSHOT.read_text(encoding="utf-8"))


def test_the_snapshot_is_what_is_served() -> None:
    """After a change: python -m provenance.schema > provenance/schema/schema.graphql"""
    assert Schema(Settings()).as_str() + "\n" == SNAPSHOT.read_text(encoding="utf-8")


def test_it_can_be_printed() -> None:
    command = [sys.executable, "-m", "provenance.schema"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    assert printed.decode() == SNAPSHOT.read_text(encoding="utf-8")


def test_everything_is_explained() -> None:
    silent = []
    for name, type_ in _schema().type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        if not type_.description:
            silent.append(name)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field_name, field in type_.fields.items():
                where = f"{name}.{field_name}"
                if not field.description:
                    silent.append(where)
                silent += [
                    f"{where}({argument})"
                    for argument, said in getattr(field, "args", {}).items()
                    if not said.description
                ]
    assert silent == []


def test_every_kind_of_thing_is_a_node() -> None:
    node = _schema().type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    names = {type_.name for type_ in _schema().get_possible_types(node)}
    assert names == {label.value for label in Label}


def test_words_are_upper_case_as_in_the_model() -> None:
    for name, type_ in _schema().type_map.items():
        if isinstance(type_, GraphQLEnumType) and not is_introspection_type(type_):
            assert all(value.isupper() for value in type_.values), name
