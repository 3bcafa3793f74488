"""The law on the command line: in both languages, also where an authority added to it."""

import pytest

from tests.cli.run import Cli, write_jsonl

RECORDS = [
    {
        "record": "article", "id": "ZZ1", "article": "14", "authority": "某局（合成）",
        "binds": ["mining", "authority"], "law": "《某法》（合成）", "says_zh": "某条",
        "valid_from": "2026-01-01",
    },
    {
        "record": "control", "id": "C89", "announcement": "89/2025", "effective": "2026-01-01",
        "items": [
            {"element": "*", "hs_codes": ["2846"]},
            {"element": "Nd", "control_code": "1C999", "forms": ["a", "b oxide"]},
        ],
        "sources": ["2026年目录（合成）"],
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("law")
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    assert cli.run("ingest", write_jsonl(folder / "r.jsonl", RECORDS))[0] == 0
    return cli


def _lines(cli: Cli, *words: str) -> dict[str, list[str]]:
    rows = [line.split("\t") for line in cli.run(*words)[1].splitlines()]
    return {row[0] or row[1]: row for row in rows}


def test_whom_an_article_binds_is_said_in_words(loaded: Cli) -> None:
    assert "主管部门; 开采" in _lines(loaded, "--language", "zh", "law")["ZZ1"]
    assert "authorities; mining" in _lines(loaded, "law")["ZZ1"]
    assert {"authority", "mining"} == set(loaded.json("law")[-1]["binds"])
    assert loaded.json("law")[-1]["validFrom"] == "2026-01-01"


def test_controls_are_told_by_their_notices_and_goods(loaded: Cli) -> None:
    chinese = _lines(loaded, "--language", "zh", "controls", "--day", "2026-11-20")
    assert "公告2025年第89号" in chinese["*"]
    assert {"公告2025年第89号", "a 金属/合金/靶材/永磁材料; b 氧化物"} <= set(chinese["1C999"])
    english = _lines(loaded, "controls", "--day", "2026-11-20")
    assert {"Announcement 89/2025", "a metal/alloy/target/magnet; b oxide"} <= set(english["1C999"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--day", "1949-01-01"), "no article is in force on 1949-01-01"),
        (
            ("--day", "1949-01-01", "--role", "mining"),
            "no article that binds mining is in force on 1949-01-01",
        ),
    ],
)
def test_why_no_article_is_listed(loaded: Cli, words: tuple[str, ...], said: str) -> None:
    assert loaded.run("law", *words)[2].strip() == said
