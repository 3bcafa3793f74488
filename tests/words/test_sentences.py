"""Every sentence of the package has its Chinese, with the same facts; none is made at run time."""

import ast
import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from string import Formatter

import pytest

import provenance
from provenance.law.controls import built_in_controls
from provenance.model.message import Message
from provenance.model.reference import deposits
from provenance.words.table import Language

PACKAGE = Path(provenance.__file__).parent
MESSAGE = "provenance.model.message"


@cache
def _modules() -> Mapping[str, ast.Module]:
    return {
        str(path.relative_to(PACKAGE)): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _uses(module: ast.Module, name: str, home: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == home
        and any(alias.name == name for alias in node.names)
        for node in ast.walk(module)
    )


def _calls(name: str, home: str) -> Iterator[tuple[str, ast.Module, ast.Call]]:
    """Where something that comes from a module is called."""
    for path, module in _modules().items():
        for node in ast.walk(module) if _uses(module, name, home) else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == name:
                yield path, module, node


def _texts(node: ast.AST, module: ast.Module) -> set[str] | None:
    """The texts that an argument can be, as far as they stand in the source; None where not."""
    parts: Sequence[ast.AST]
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.Name():
            return _texts_of(node.id, module)
        case ast.Subscript(value=ast.Name() as table):
            parts = [table]
        case ast.Call(func=ast.Attribute(value=ast.Name() as table, attr="get"), args=[_, other]):
            parts = [table, other]
        case ast.IfExp():
            parts = [node.body, node.orelse]
        case ast.Dict():
            parts = node.values
        case _:
            return None
    return _all(parts, module)


def _texts_of(name: str, module: ast.Module) -> set[str] | None:
    """The texts that a name can stand for: all that it is set to, there or where it is from."""
    values = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id == name
    ]
    if values:
        return _all(values, module)
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names}:
            home = (node.module or "").removeprefix("provenance.").replace(".", "/")
            found = _modules().get(f"{home}.py") or _modules().get(f"{home}/__init__.py")
            return _texts_of(name, found) if found is not None else None
    return None


def _all(nodes: Sequence[ast.AST], module: ast.Module) -> set[str] | None:
    found = [_texts(node, module) for node in nodes]
    return None if None in found else {text for texts in found for text in texts or ()}


@cache
def _said() -> Sequence[tuple[str, ast.Call, set[str] | None]]:
    return [
        (f"{path}:{call.lineno}", call, _texts(call.args[0], module))
        for path, module, call in _calls("Message", MESSAGE)
    ]


@cache
def _english() -> set[str]:
    return {text for _, _, texts in _said() for text in texts or ()}


NOT_SAID_HERE = {"help.csv", "usage.csv", "rejections.csv"}
"""What stands at the commands, and what is known by its form: typer's words, why lines go back."""
ROWS = [
    row
    for file in sorted((files("provenance.words") / "sentences").iterdir(), key=str)
    if file.name not in NOT_SAID_HERE
    for row in csv.DictReader(StringIO(file.read_text("utf-8")))
]
TABLES = [
    file.name.removesuffix(".csv")
    for file in files("provenance.words").iterdir()
    if file.name.endswith(".csv")
]
CHINESE: Mapping[str, str] = {row["en"]: row["zh"] for row in ROWS}


def _facts(template: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name}


def _in_words(template: str) -> bool:
    return any(
        character.isalpha() for text, *_ in Formatter().parse(template) for character in text
    )


def test_no_sentence_is_made_at_run_time() -> None:
    assert [place for place, _, texts in _said() if texts is None] == []


def test_each_has_its_chinese() -> None:
    assert sorted(text for text in _english() - CHINESE.keys() if _in_words(text)) == []


def test_each_chinese_is_said() -> None:
    assert sorted(CHINESE.keys() - _english()) == []


@pytest.mark.parametrize("row", ROWS, ids=[row["en"][:60] for row in ROWS])
def test_both_tell_the_same_facts(row: dict[str, str]) -> None:
    assert _facts(row["zh"]) == _facts(row["en"])


def test_each_is_given_what_it_tells() -> None:
    for place, call, texts in _said():
        given = {keyword.arg for keyword in call.keywords}
        # A variable may be set to one text in one branch and to another elsewhere.
        if None not in given and (len(texts or ()) == 1 or not isinstance(call.args[0], ast.Name)):
            told = {name for text in texts or () for name, _ in _facts(text)}
            assert told <= given, place


def test_tables_that_sentences_name_are_there() -> None:
    tables = {spec for text in _english() for _, spec in _facts(text) if spec.isidentifier()}
    assert tables - {"kg", "percent", "numbered"} <= set(TABLES)


def test_notices_and_deposits_have_their_names() -> None:
    assert {row["value"] for row in _table("announcement") if "{" not in row["value"]} == {
        control.announcement for control in built_in_controls()
    }
    sources = {source for control in built_in_controls() for source in control.sources}
    assert {row["value"] for row in _table("control_source")} == sources
    assert {row["value"] for row in _table("deposit")} == deposits().keys()


def test_what_a_store_of_before_keeps_of_articles_is_told() -> None:
    kept = Message("{article:article}", article="Order 785 Art. 14")
    assert kept.said(Language.ZH) == "《稀土管理条例》第十四条"
    assert kept.said(Language.EN) == "Order 785 Art. 14"


@pytest.mark.parametrize("word", ["批次", "非法", "扣留", "使用指标"])
def test_words_that_mean_something_else_in_the_trade(word: str) -> None:
    """A lot is 货批, nothing is 非法 before an authority says so, quota is 动用."""
    named = [row["zh"] for file in TABLES for row in _table(file) if row["en"] != "batch"]
    there = named + list(CHINESE.values())
    assert len(there) > 200
    assert not [text for text in there if word in text]


def _table(name: str) -> list[dict[str, str]]:
    text = (files("provenance.words") / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(StringIO(text)))
