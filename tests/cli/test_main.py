"""The command line against both stores, as a person or a program uses it."""

import csv
import gzip
import io
import json
import re
import signal
import urllib.request
from pathlib import Path

import pytest

from provenance.simulate.demonstration import EXAMPLES
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.example import DECLARATION, M, S, without_a_transfer, worked_example


@pytest.fixture
def loaded(address: StoreAddress, tmp_path: Path) -> Cli:
    """The command line on a store that holds the worked example."""
    cli = Cli(address.store, address.env)
    code, out, err = cli.run("ingest", write_jsonl(tmp_path / "example.jsonl", worked_example()))
    assert code == 0, err
    assert out.startswith(f"committed {len(worked_example())}\n")
    return cli


def test_the_worked_example_to_the_gram(loaded: Cli) -> None:
    (lot,) = loaded.json("verdict", "D1")
    assert lot["reoKg"] == 60_000
    assert lot["lawfulKg"] == 39_473.684
    assert {entry["status"]: entry["kg"] for entry in lot["statuses"]} == {
        "QUOTA": 39_473.684,
        "OVER_QUOTA_MINING": 7_894.737,
        "OVER_QUOTA_SEPARATION": 12_631.579,
    }
    assert (lot["lawfulMinKg"], lot["lawfulMaxKg"]) == (16_000, 60_000)
    (shipment,) = loaded.json("verdict", "--declaration", DECLARATION)
    assert (shipment["reoKg"], shipment["lawfulKg"]) == (114_000, 75_000)
    assert (shipment["lawfulMinKg"], shipment["lawfulMaxKg"]) == (70_000, 90_000)
    assert (shipment["conclusion"], shipment["clearance"]) == ("MIXED", "HOLD")
    assert [(o["event"]["key"], o["kg"]) for o in shipment["origins"]] == [
        ("extraction:E1", 76_000),
        ("extraction:E2", 38_000),
    ]


def test_what_would_clear_it(address: StoreAddress, tmp_path: Path) -> None:
    cli = Cli(address.store, address.env)
    cli.json("ingest", write_jsonl(tmp_path / "gap.jsonl", without_a_transfer()))
    (plain,) = cli.json("verdict", "D1")
    (asked,) = cli.json("verdict", "D1", "--remedies")
    found = asked.pop("remedies")
    assert asked == plain
    (transfer,) = (remedy for remedy in found if remedy["record"] == "transfer")
    assert (transfer["on"], transfer["kg"]) == ({"label": "LOT", "key": "C2"}, 7_894.737)
    code, out, _ = cli.run("verdict", "D1", "--remedies")
    assert code == 0
    assert "\nWhat would clear it\n" in out
    assert f"7,894.737 kg: a transfer record from {M} to {S} for lot C2" in " ".join(out.split())
    _, out, _ = cli.run("verdict", "D1")
    assert "What would clear it" not in out


def test_an_officer_decides(loaded: Cli) -> None:
    said = ("--by", "李", "--reason", "papers shown")
    (first,) = loaded.json("decide", DECLARATION, "release", *said)
    assert first.pop("at").endswith("+08:00")
    assert first == {
        "declaration": DECLARATION,
        "by": "李",
        "decision": "RELEASE",
        "reason": "papers shown",
        "advice": "HOLD",
        "conclusion": "MIXED",
        "open": False,
    }
    code, out, _ = loaded.run("decide", DECLARATION, "SAMPLE", "--by", "Li", "--reason", "[assay]")
    assert code == 0
    decided, *history = out.splitlines()
    assert decided == f"declaration {DECLARATION} is decided: sample"
    assert [re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "DAY", line) for line in history] == [
        "Released by 李, DAY: papers shown. Advised then: do not release yet.",
        "Sampled by Li, DAY: [assay]. Advised then: do not release yet. No laboratory test of it is"
        " on record yet.",
    ]
    for words, told, expected in (
        (["nowhere", "hold", *said], "UNKNOWN_SUBJECT", 4),
        ([DECLARATION, "hold", "--by", " ", "--reason", "x"], "by is required", 2),
        ([DECLARATION, "burn", *said], "burn", 2),
        ([DECLARATION, "hold", "--by", "x"], "--reason", 2),
    ):
        code, out, err = loaded.run("decide", *words)
        assert code == expected, words
        assert told in err
        assert "Traceback" not in out + err


def test_where_it_went(loaded: Cli) -> None:
    (found,) = loaded.json("exposure", "C2")
    assert (found["reoKg"], found["unlawfulKg"]) == (40_000, 20_000)
    assert [row["place"]["key"] for row in found["lots"]] == ["K2", "D1", "F1", "D2", "F2"]
    (event,) = loaded.json("exposure", "--event", "extraction:E2")
    assert event["exports"] == found["exports"]
    code, out = loaded.seen("exposure", "C2")
    assert code == 0
    assert "export:X1/1  20,000" in out
    assert [row["key"] for row in loaded.csv("exposure", "C2")][-1] == "export:X1/2"
    code, _, err = loaded.run("exposure", "nowhere")
    assert code == 4
    assert "UNKNOWN" in err


def test_by_which_ways_it_came(loaded: Cli) -> None:
    found = loaded.json("paths", "--from-kind", "enterprise", M, "F1")
    starts = [(path["kg"], path["start"]["key"]) for path in found]
    assert starts == [(40_000, "C1"), (20_000, "C2")]
    assert [step["lot"]["key"] for step in found[0]["steps"]] == ["K1", "D1", "F1"]
    assert loaded.json("paths", "C1", "F1", "--since", "2026-03-01") == []
    assert [row["lot"] for row in loaded.csv("paths", "C1", "F1")] == ["K1", "D1", "F1"]
    code, out = loaded.seen("paths", "C1", "F1")
    assert code == 0
    assert "40,000 kg REO from C1" in out
    code, _, err = loaded.run("paths", "C1", "nowhere")
    assert code == 4
    assert "nowhere" in err


def test_a_person_reads_it(loaded: Cli) -> None:
    code, out, _ = loaded.run("verdict", "--declaration", DECLARATION)
    assert code == 0
    for words in (
        f"declaration {DECLARATION}  Part of unlawful origin",
        "Of 114,000 kg (rare-earth oxide), 75,000 kg have a lawful origin if material mixed evenly."
        " However it is allocated, at least 70,000 kg are lawful and at most 90,000 kg can be."
        " At least 24,000 kg cannot be lawful.",
        "Lawful 75,000 kg, unlawful 39,000 kg, not verified 0 kg.",
        "Advice: do not release yet\n",
        "Advice from the records; you decide.",
        "mined over quota\n",
        "(NO_QUOTA_ORIGIN)  39,000 kg  reached it by mass  open  ",
    ):
        assert words in out
    (said,) = loaded.json("verdict", "--declaration", DECLARATION)
    for reason in said["clearanceReasons"]:
        assert f"\n  {reason}\n" in out
    (row,) = loaded.csv("verdict", "--declaration", DECLARATION)
    assert (row["conclusion"], row["lawfulKg"], row["clearance"]) == ("MIXED", "75000", "HOLD")


def test_the_decision_stands_beside_the_advice(loaded: Cli) -> None:
    loaded.json("decide", DECLARATION, "hold", "--by", "李", "--reason", "papers awaited")
    _, out, _ = loaded.run("verdict", "--declaration", DECLARATION)
    assert re.search(
        r"(?m)^Held by 李, 20\d\d-\d\d-\d\d \d\d:\d\d: papers awaited."
        " Advised then: do not release yet.$",
        out,
    )


def test_several_subjects_one_line_each_and_unknown_ones_said(loaded: Cli) -> None:
    code, out, err = loaded.run("verdict", "D1", "nowhere", "D2", "--json")
    assert code == 4
    assert len(out.splitlines()) == 2
    assert "nowhere" in err


def test_segregated_custody_goes_by_the_lower_bound(loaded: Cli) -> None:
    code, out, _ = loaded.run("verdict", "D1", "--custody-model", "segregated", "--json")
    assert code == 0
    assert json.loads(out)["custodyModel"] == "SEGREGATED"


def test_lineage_can_be_exported(loaded: Cli) -> None:
    code, out, _ = loaded.run("lineage", "D1", "--csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert {row["lot"] for row in rows} == {"C1", "C2", "K1", "K2", "D1"}
    code, out, _ = loaded.run("lineage", "C1", "--down")
    assert code == 0
    assert "export:X1/1" in out


def test_search_finds_chinese_and_numbers(loaded: Cli) -> None:
    assert [hit["key"] for hit in loaded.json("search", "分离")] == ["91510000MA62TEST1R"]
    assert DECLARATION in [hit["key"] for hit in loaded.json("search", "0042")]


def test_some_rejected_is_exit_code_1_and_listed(loaded: Cli) -> None:
    code, _, err = loaded.run("ingest", "-", stdin='{"record": "unicorn"}\n')
    assert code == 1, err
    (line,) = loaded.json("rejected")
    assert "unicorn" in line["reason"]


def test_csv_gzip_and_summary(address: StoreAddress, tmp_path: Path) -> None:
    cli = Cli(address.store, address.env)
    path = tmp_path / "enterprise.csv.gz"
    rows = 'id,name,region,roles\n91150000701463622D,包头矿业,150206,"[""mining""]"\n'
    path.write_bytes(gzip.compress(rows.encode("gb18030")))
    (summary,) = cli.json("ingest", str(path))
    assert (summary["committed"], summary["rejected"]) == (1, 0)
    assert [hit["name"] for hit in cli.json("search", "包头矿业")] == ["包头矿业"]


def test_misuse_is_exit_code_2_without_a_traceback(tmp_path: Path) -> None:
    for store, words in (
        ("ftp://x", ["verdict", "D1"]),
        (f"sqlite:///{tmp_path / 's'}", ["ingest", str(tmp_path / "missing.jsonl")]),
        (f"sqlite:///{tmp_path / 's'}", ["ingest", str(tmp_path)]),
    ):
        code, out, err = Cli(store).run(*words)
        assert code == 2
        assert "MISUSE" in err
        assert "Traceback" not in out + err


def test_a_store_that_is_not_there_is_exit_code_3(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_text("this is no database, but it is long enough to be taken for one" * 50)
    env = {"PROVENANCE_STORE_TIMEOUT_S": "3"}
    for store in ("neo4j://127.0.0.1:1", f"sqlite:///{broken}", f"sqlite:///{tmp_path}/no/dir"):
        code, out, err = Cli(store, env).run("verdict", "D1")
        assert code == 3, (store, err)
        assert "STORE_UNAVAILABLE" in err
        assert "Traceback" not in out + err


def test_records_describe_themselves() -> None:
    _, out, _ = Cli().run("records")
    described = json.loads(out)
    assert len(described) == 31
    assert all(kind["schema"] and kind["example"] for kind in described.values())


def test_the_demonstration_comes_out_as_planted(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path / 'demo.sqlite'}")
    with cli.start("demo", "--port", "0") as process:
        assert process.stdout is not None
        printed = ""
        while "serving" not in printed:
            line = process.stdout.readline()
            assert line, printed
            printed += line
        url = re.findall(r"http://\S+/graphql", printed)[-1]
        for example in EXAMPLES:
            assert f"verdict --declaration {example.declaration}" in printed
            query = (
                f'{{ verdict(subject: {{declaration: "{example.declaration}"}})'
                " { conclusion reoKg lawfulKg unlawfulKg } }"
            )
            request = urllib.request.Request(
                url, json.dumps({"query": query}).encode(), {"content-type": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=30) as answer:
                verdict = json.load(answer)["data"]["verdict"]
            assert verdict == {
                "conclusion": example.conclusion,
                "reoKg": example.reo_g / 1_000,
                "lawfulKg": example.lawful_g / 1_000,
                "unlawfulKg": example.unlawful_g / 1_000,
            }
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode in (0, 130)
