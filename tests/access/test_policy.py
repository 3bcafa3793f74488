"""The policy's tables name all there is: what they do not name is nobody's."""

import csv
from importlib.resources import files

import pytest

from provenance.access.policy.tables import may_ask, rows, sight_of
from provenance.access.viewer import Authority, Role, Viewer
from provenance.model.terms import Label
from provenance.records.kinds.registry import RECORD_KINDS
from provenance.schema.schema import Schema
from provenance.settings import Settings

SCHEMA = Schema(Settings())._schema
ROLES = [role for role in Role if role is not Role.OWNER]


def test_every_question_is_in_the_table_and_no_other() -> None:
    roots = (SCHEMA.query_type, SCHEMA.mutation_type, SCHEMA.subscription_type)
    there = {f"{root.name}.{name}" for root in roots if root is not None for name in root.fields}
    assert {row["operation"] for row in rows("operations")} == there


def test_every_kind_of_thing_and_of_record_is_in_the_tables() -> None:
    assert {row["noun"] for row in rows("nouns")} == {label.value for label in Label}
    assert {row["record"] for row in rows("filing")} == set(RECORD_KINDS)
    said = {word for row in rows("filing") for word in row["by"].split()}
    assert said <= {"any", "itself", "filer", *Authority}


@pytest.mark.parametrize("table", ["operations", "nouns"])
def test_tables_have_a_column_for_each_role(table: str) -> None:
    text = files("provenance.access.policy").joinpath(f"{table}.csv").read_text(encoding="utf-8")
    assert next(csv.reader(text.splitlines()))[1:] == ROLES


def test_what_is_not_named_is_denied() -> None:
    assert not any(may_ask(role, "Query.somethingNew") for role in ROLES)
    assert may_ask(Role.OWNER, "Query.somethingNew")


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMIN, Role.AUDITOR])
def test_who_runs_the_service_reads_no_content(role: Role) -> None:
    public = {Label.REGION, Label.ARTICLE, Label.CONTROL, Label.CUSTOMS_CODE}
    assert {label for label in Label if sight_of(Viewer("x", role), label)} == public
