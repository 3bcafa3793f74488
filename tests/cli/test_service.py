"""Commands asked of a service answer as of its store, in every form and both languages."""

import inspect
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from provenance.cli import reach
from tests.cli.commands import COMMANDS, WITHOUT_STORE, words_of
from tests.cli.run import Cli, write_jsonl
from tests.cli.test_users import serving
from tests.cli.test_walk import LAWFUL, OVER, PARTLY, _lasting, _loaded
from tests.example import DECLARATION, M, worked_example

FIRM = "91360726XXXX00510B"

ASKED: tuple[tuple[str, ...], ...] = (
    ("verdict", PARTLY, LAWFUL, "--custody-model", "segregated"),
    ("verdict", OVER, "nothing-like-it", "--remedies"),
    ("search", "赣州"),
    ("search", "no such name"),
    ("lineage", OVER),
    ("lineage", "CTM-000000001", "--down"),
    ("exposure", "LOT-0000000001"),
    ("paths", "连平山场", "龙南进出口"),
    ("paths", FIRM, PARTLY),
    ("findings",),
    ("findings", "--all", "--first", "7"),
    ("findings", "--severity", "minor"),
    ("findings", "--subject", OVER, "--all"),
    ("findings", "--region", "赣州", "--status", "confirmed"),
    ("findings", "--gone"),
    ("suspicious",),
    ("suspicious", "--kind", "circular_flow"),
    ("targets",),
    ("targets", "--direction", "import", "--first", "2"),
    ("credit",),
    ("credit", "--region", "360000"),
    ("seizures",),
    ("utilisation", "--year", "2024", "--region", "360000", "--by", "city", "--by", "group"),
    ("utilisation", "--year", "2024", "--by", "month", "--by", "ore_class"),
    ("utilisation", "--year", "2031"),
    ("quotas", "--year", "2024"),
    ("quotas", "--indicators"),
    ("quotas", "--year", "2031"),
    ("reporting", "--month", "2024-03", "--region", "江西"),
    ("reporting", "--month", "2024", "--level", "province"),
    ("balance", "--year", "2024"),
    ("law", "--role", "separation"),
    ("law", "--day", "1990-01-01"),
    ("controls", "--day", "2026-11-20"),
    ("notices", "--year", "2024"),
    ("status",),
    ("watch", "list"),
)
"""Questions with an answer, with an empty one, and with a refusal."""


CELLS = frozenset({"verdict", "utilisation", "reporting", "quotas", "targets", "suspicious"})
"""Lists whose cells are not what a line of JSON has."""


class Both(NamedTuple):
    """A store, and a service on it."""

    here: Cli
    there: Cli


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    here = _loaded(tmp_path_factory.mktemp("service"))
    watch = ("watch", "add", "https://example.org/hook", "--by", "x", "--region", "360000")
    assert here.run(*watch, "--severity", "critical")[0] == 0
    for decision in ("hold", "sample"):
        assert here.run("decide", PARTLY, decision, "--by", "李", "--reason", "待查")[0] == 0
    with serving(here) as url:
        yield Both(here, Cli(env={"PROVENANCE_SERVER": url.removesuffix("/graphql")}))


def _same(told: str, both: Both) -> str:
    return _lasting(told.replace(both.there.env["PROVENANCE_SERVER"], "STORE"))


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_a_service_answers_as_its_store(both: Both, words: tuple[str, ...]) -> None:
    chinese, english = ("--language", "zh", *words), words
    forms = [chinese, (*english, "--json"), (*english, "--csv")]
    for form in forms if words[0] in CELLS else forms[:2]:
        here, there = (cli.run(*form) for cli in both)
        assert there[0] == here[0]
        for told_there, told_here in zip(there[1:], here[1:], strict=True):
            assert _same(told_there, both) == _same(told_here, both)
    here_seen, there_seen = (cli.seen(*english, columns=120) for cli in both)
    assert there_seen[0] == here_seen[0]
    assert _same(there_seen[1], both) == _same(here_seen[1], both)


REFUSED = {
    "audit", "backup", "cases", "export", "key list", "key rotate", "rejected",
    "report monthly", "report year-end", "restore", "score", "serve", "token", "trail expire",
    "trail export", "trail head", "trail verify", "upgrade", "user add", "user list",
    "user remove", "user sign-out", "watch deliver", "watch test",
}  # fmt: skip
"""Commands on a store itself, or on what no question of the SDL tells."""


def test_every_command_is_asked_of_a_service_or_refused() -> None:
    asked = {" ".join(words[:2]) if words[0] == "watch" else words[0] for words in ASKED}
    changing = {
        "check", "decide", "ingest", "review", "template", "trail list", "watch add",
        "watch remove",
    }  # fmt: skip
    alone = WITHOUT_STORE | {"demo"}  # which names its store
    assert asked | changing | REFUSED | alone == COMMANDS.keys()
    assert not (asked | changing) & REFUSED


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_a_service_does_not_do_says_what_to_do(name: str, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "example.jsonl", worked_example())
    away = Cli(env={"PROVENANCE_SERVER": "http://127.0.0.1:9"})
    code, out, err = away.run(*words_of(name, tmp_path))
    assert (code, out) == (2, "")
    assert "run it where the store is, and name that with --store" in err
    assert len(err.splitlines()) == 1


def test_a_store_that_is_named_stands_before_a_service_that_is_set(tmp_path: Path) -> None:
    here = Cli(f"sqlite:///{tmp_path}/s.sqlite", {"PROVENANCE_SERVER": "http://127.0.0.1:9"})
    here.on_empty_store()
    assert here.json("search", "x") == []
    code, _, err = here.run("search", "x", "--server", "http://127.0.0.1:9")
    assert (code, "name one" in err) == (2, True)
    assert Cli().run("search", "x", "--server", "http://127.0.0.1:9")[0] == 3
    assert Cli().run("search", "x", "--server", "http://elsewhere.example")[0] == 2


def test_what_answers_for_a_store_is_asked_the_same() -> None:
    for question in _questions():
        own, same = (inspect.signature(one).parameters for one in (question, reach.same(question)))
        assert list(own)[1:] == list(same)[1:] or question.__name__ in ("remedies_of", "checked")
        assert [one.kind for one in own.values()] == [one.kind for one in same.values()]


def _questions() -> Iterator[object]:
    """Every function of a store that a service has one of the same name for."""
    for place, answered in reach.ANSWERED.items():
        module = import_module(f"provenance.cli.service.{answered}")
        try:
            asked = vars(import_module(place))
        except ModuleNotFoundError:  # a question of its own
            continue
        for name, question in asked.items():
            own = getattr(question, "__module__", None) == place and not name.startswith("_")
            if own and callable(getattr(module, name, None)):
                yield question


def test_records_go_in_by_a_service_as_by_a_command(tmp_path: Path) -> None:
    records = [*worked_example(), {"record": "extraction", "id": "X"}, {"record": "no such"}]
    file = write_jsonl(tmp_path / "r.jsonl", records)
    here, behind = (Cli(f"sqlite:///{tmp_path / name}.sqlite") for name in ("here", "behind"))
    here_said = here.run("ingest", file)
    behind.on_empty_store()
    with serving(Cli(behind.store, {"PROVENANCE_TRAIL__ON": "true"})) as url:
        there = Cli(env={"PROVENANCE_SERVER": url})
        code, out, err = there.run("ingest", file)
        assert code == here_said[0] == 1
        lines = here_said[1].splitlines()
        assert out.splitlines() == [line for line in lines if "judged" not in line]
        assert err.count(f"{file}:") == 2 + err.count("BAD_IDENTIFIER")
        assert there.run("ingest", file, "--no-audit")[0] == 2
        again = json.loads(there.run("ingest", file, "--json")[1])
        assert (again["committed"], again["new"], again["rejected"]) == (len(records) - 2, 0, 2)
        for words in (("findings",), ("verdict", DECLARATION), ("lineage", "D1")):
            assert _lasting(str(there.json(*words))) == _lasting(str(here.json(*words)))
        said = ("--by", "李", "--reason", "属实")
        finding = there.json("findings")[0]["id"]
        for words in (
            ("review", finding, "--confirm", *said),
            ("review", "0123456789abcdef", "--dismiss", *said),
            ("decide", DECLARATION, "hold", *said),
            ("notices", "--year", "2024", "--load", "--csv"),
            ("template", M, "--month", "2026-03", "--out", "{}.xlsx"),
            ("check", "{}.xlsx", "--json"),
        ):
            told = [
                cli.run(*(word.format(tmp_path / name) for word in words))
                for name, cli in (("here", here), ("there", there))
            ]
            shown = [
                (code, _lasting(out), err)
                for code, out, err in ((c, o.replace("there.", "here."), e) for c, o, e in told)
            ]
            assert shown[0] == shown[1]
        code, out, _ = there.run("watch", "add", "https://example.org/h", "--by", "x", "--json")
        made = json.loads(out)
        assert made["secret"].startswith("whsec_")
        (listed,) = there.json("watch", "list")
        assert {**listed, "secret": made["secret"]} == made
        assert there.run("watch", "remove", made["id"])[0] == 0
        assert there.json("watch", "list") == []
        assert [one["asked"] for one in there.json("trail", "list", "--first", "1")] == [
            ["Query.watches"]
        ]
