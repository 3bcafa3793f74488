"""Commands take any number as it is pasted, and answer it as what it is."""

from pathlib import Path

import networkx as nx
import pytest

from tests.cli.run import Cli, write_jsonl
from tests.example import DECLARATION, M, worked_example
from tests.graph.kit import extraction, quota, transfer, withdrawal

INVOICE = "26152000000012345679"


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder: Path = tmp_path_factory.mktemp("asking")
    found = Cli(f"sqlite:///{folder}/store.sqlite")
    records = [
        *worked_example(),
        extraction("BOTH", "BOTH"),
        transfer("T9", {"D1": "Z1", "D2": "Z2"}, kg=1, invoices=[INVOICE]),
        quota("GONE"),
        withdrawal("W1", "quota", "GONE"),
    ]
    code, _, err = found.run("ingest", write_jsonl(folder / "all.jsonl", records), "--no-audit")
    assert code == 0, err
    return found


def subjects(cli: Cli, *words: str) -> list[dict[str, str]]:
    return [answer["subject"] for answer in cli.json(*words)]


def as_lots(*keys: str) -> list[dict[str, str]]:
    return [{"label": "LOT", "key": key} for key in keys]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ｄ１", as_lots("D1")),
        ("5301-2026-0000-000042", [{"label": "DECLARATION", "key": DECLARATION}]),
        ("extraction:E1", as_lots("C1")),
        ("T9", as_lots("Z1", "Z2")),
        (INVOICE, as_lots("Z1", "Z2")),
    ],
)
def test_a_verdict_on_what_it_is(cli: Cli, text: str, expected: list[dict[str, str]]) -> None:
    assert subjects(cli, "verdict", text) == expected


def test_a_kind_said_is_taken_first_and_what_is_none_of_it_is_answered(cli: Cli) -> None:
    assert subjects(cli, "verdict", "--declaration", "D1", "批次：d2") == as_lots("D1", "D2")
    (event,) = cli.json("exposure", "--event", "BOTH")
    assert event["subject"] == {"label": "EVENT", "key": "extraction:BOTH"}
    assert subjects(cli, "exposure", "E2", INVOICE) == [
        {"label": "EVENT", "key": "extraction:E2"},
        *as_lots("Z1", "Z2"),
    ]


def test_several_things_are_listed_with_how_to_say_which(cli: Cli) -> None:
    code, out, err = cli.run("verdict", "BOTH", "D1", "--json")
    assert (code, len(out.splitlines())) == (2, 1)
    told = " ".join(err.split())
    assert "BOTH may be one of several: lot:BOTH lot BOTH extraction:BOTH extraction BOTH" in told
    assert "say which, such as lot:BOTH" in told
    assert cli.run("verdict", "lot:BOTH")[0] == 0


def test_what_is_not_on_record_is_said_with_what_is_near(cli: Cli) -> None:
    for command in ("verdict", "lineage", "exposure"):
        code, out, err = cli.run(command, "D1", "530120260000000043")
        assert code == 4, command
        assert "D1" in out
        assert "nothing on record bears '530120260000000043'" in err
        assert f"near it: declaration {DECLARATION}" in err
    code, _, err = cli.run("paths", "C1", "nowhere")
    assert code == 4
    assert "nowhere" in err


def test_what_is_withdrawn_is_said(cli: Cli) -> None:
    code, _, err = cli.run("verdict", "gone", "GONE")
    assert code == 4
    assert err.count("quota GONE was withdrawn on 20") == 1


def test_what_no_verdict_is_given_on_is_told_for_what_it_is(cli: Cli) -> None:
    for text, told in (
        (M.lower(), f"enterprise {M} (矿) is no lot"),
        ("QM", "provenance findings --subject quota:QM"),
        ("150206", "provenance findings --region 150206"),
    ):
        code, _, err = cli.run("verdict", text)
        assert code == 2
        assert told in " ".join(err.split())


def test_lost_digits_are_misuse(cli: Cli) -> None:
    code, out, err = cli.run("verdict", "5.3E+17", "D1")
    assert code == 2
    assert "digits are lost" in err
    assert "D1" in out


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_lineage_as_a_graph(cli: Cli, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"lineage.{ending}"
    cli.run("lineage", "D1", "--out", str(out))
    graph = nx.read_graphml(out) if ending == "graphml" else nx.read_gexf(out)
    said = graph.get_edge_data("Event:extraction:E1", "Lot:C1")
    assert (said["reo_kg"], said["of_subject_kg"], said["quota_kg"]) == (80_000, 40_000, 40_000)
    cli.run("lineage", "C1", "--down", "--out", str(out))
    graph = nx.read_graphml(out) if ending == "graphml" else nx.read_gexf(out)
    assert "Lot:F1" in graph


def test_a_lineage_of_events_and_documents(cli: Cli) -> None:
    rows = cli.json("lineage", "T1")
    assert {row["lot"] for row in rows} == {"C1", "C2", "K1", "K2"}
    rows = cli.json("lineage", "export:X1/1", "--down")
    assert rows == []
    assert {row["lot"] for row in cli.json("lineage", DECLARATION)} >= {"C1", "F1", "F2"}


def test_paths_between_any_two(cli: Cli) -> None:
    found = cli.json("paths", M, DECLARATION)
    assert {path["start"]["key"] for path in found} == {"C1", "C2"}
    assert cli.json("paths", "--from-kind", "lot", "BOTH", "F1") == []
    assert cli.json("paths", "F1", "C1") == []
    code, _, err = cli.run("paths", "F1", "C1")
    assert code == 0
    assert "no material leads from F1 to C1" in err


def test_search_takes_several_words(cli: Cli) -> None:
    assert [hit["key"] for hit in cli.json("search", "E1", "extraction")] == ["extraction:E1"]
    code, _, err = cli.run("search", "no", "such thing")
    assert code == 0
    assert "nothing bears 'no such thing'" in err
