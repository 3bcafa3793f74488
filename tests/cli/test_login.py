"""A service asked from the command line, by whoever has signed in at it."""

import json
import stat
from pathlib import Path

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.cli.test_users import serving
from tests.example import DECLARATION, M, worked_example


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    made = Cli(f"sqlite:///{tmp_path / 's.sqlite'}")
    assert made.run("ingest", write_jsonl(tmp_path / "r.jsonl", worked_example()))[0] == 0
    return made


def test_a_token_is_kept_for_a_service_and_shown_to_it(cli: Cli, tmp_path: Path) -> None:
    assert cli.run("user", "add", "王", "--role", "investigator")[0] == 0
    token = cli.run("token", "王")[1]
    away = Cli(env={"XDG_CONFIG_HOME": str(tmp_path / "home")})
    kept = tmp_path / "home" / "provenance" / "servers.json"
    with serving(Cli(cli.store, {"PROVENANCE_ACCESS__MODE": "tokens"})) as url:
        at = url.removesuffix("/graphql")
        code, _, err = away.run("search", DECLARATION, "--server", at)
        assert (code, f"`provenance login --server {at}`" in err) == (2, True)
        code, _, err = away.run("login", "--server", at, stdin="c4n4ry\n")
        assert (code, kept.exists(), "c4n4ry" in err) == (2, False, False)
        code, out, _ = away.run("login", "--server", url, stdin=token)
        assert (code, f"signed in at {at}" in out, token.strip() in out) == (0, True, False)
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert list(json.loads(kept.read_text())) == [at]
        for words in (
            ("search", M),
            ("search", "D"),
            ("verdict", "D1", DECLARATION),
            ("verdict", "D1", "--remedies"),
            ("verdict", DECLARATION, "--declaration", "--custody-model", "mass_balance"),
        ):
            there = away.json(*words, "--server", at)
            assert there
            assert there == cli.json(*words)
            assert away.csv(*words, "--server", at) == cli.csv(*words)
        sentence = cli.run("verdict", DECLARATION)[1].splitlines()[1]
        assert sentence.split(".")[0] in away.run("verdict", DECLARATION, "--server", at)[1]
        demanded = ("verdict", DECLARATION, "--fail-unless", "lawful")
        assert away.run(*demanded, "--server", at)[0] == cli.run(*demanded)[0] == 6
        assert away.run("verdict", "nothing-like-it", "--server", at)[0] == 4
        assert away.run("search", "x", "--server", at, "--store", cli.store)[0] == 2
        assert cli.run("user", "remove", "王")[0] == 0
        assert away.run("verdict", "D1", "--server", at)[0] == 2
        assert away.run("login", "--server", at, "--forget")[0] == 0
        assert json.loads(kept.read_text()) == {}


@pytest.mark.parametrize(
    ("server", "code", "told"),
    [
        ("http://provenance.example.cn", 2, "is no address of a service"),
        ("provenance.example.cn", 2, "is no address of a service"),
        ("http://127.0.0.1:9", 3, "does not answer as a service of this kind would"),
    ],
)
def test_what_is_no_service(tmp_path: Path, server: str, code: int, told: str) -> None:
    away = Cli(env={"XDG_CONFIG_HOME": str(tmp_path)})
    ended, _, err = away.run("verdict", "D1", "--server", server)
    assert (ended, told in err) == (code, True)
