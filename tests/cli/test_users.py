"""Users from the command line to a service that asks who they are, and out again."""

import json
import re
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from provenance.simulate.demonstration import people
from tests.cli.run import Cli, write_jsonl
from tests.example import worked_example
from tests.graph.kit import MINE


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    made = Cli(f"sqlite:///{tmp_path / 's.sqlite'}")
    assert made.run("ingest", write_jsonl(tmp_path / "r.jsonl", worked_example()))[0] == 0
    return made


@contextmanager
def serving(cli: Cli, *words: str) -> Iterator[str]:
    """A service in a process of its own; its log must not hold what was shown to it."""
    process = cli.start("serve", "--port", "0", *words)
    try:
        assert process.stdout is not None
        yield re.findall(r"http://\S+/graphql", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, log = process.communicate(timeout=20)
    assert "eyJ" not in log
    assert "c4n4ry" not in log


def ask(url: str, token: str | None) -> tuple[int, Any]:
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    body = json.dumps({"query": "{ service { form } }"}).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_a_user_is_named_given_a_token_answered_and_removed(cli: Cli) -> None:
    code, out, _ = cli.run("user", "add", "王", "--role", "enterprise", "--enterprise", MINE)
    assert (code, "王 is a user now (enterprise)" in out) == (0, True)
    assert cli.run("user", "add", "王", "--role", "auditor")[0] == 2
    (row,) = cli.json("user", "list")
    assert {name: value for name, value in row.items() if name != "addedAt"} == {
        "name": "王", "role": "enterprise", "enterprise": MINE, "region": None, "authority": None,
    }  # fmt: skip
    token = cli.run("token", "王", "--days", "1")[1].strip()
    closed = Cli(cli.store, {"PROVENANCE_ACCESS__MODE": "tokens"})
    with serving(closed, "--log-format", "json") as url:
        status, refusal = ask(url, None)
        assert (status, ask(url, token)[0]) == (401, 200)
        assert ask(url, "c4n4ry") == (401, refusal)
        assert cli.run("key", "rotate")[0] == 0
        assert ask(url, token)[0] == 200
        assert cli.run("user", "sign-out", "王")[0] == 0
        assert ask(url, token) == (401, refusal)
        fresh = cli.run("token", "王")[1].strip()
        assert ask(url, fresh)[0] == 200
        assert cli.run("user", "remove", "王")[0] == 0
        assert ask(url, fresh) == (401, refusal)
    code, _, err = cli.run("token", "王")
    assert (code, "there is no user" in err) == (4, True)


def test_several_processes_know_the_same_users(cli: Cli) -> None:
    assert cli.run("user", "add", "Li", "--role", "auditor")[0] == 0
    token = cli.run("token", "Li")[1].strip()
    closed = Cli(cli.store, {"PROVENANCE_ACCESS__MODE": "tokens"})
    with serving(closed, "--workers", "2") as url:
        assert {ask(url, token)[0] for _ in range(12)} == {200}
        assert cli.run("user", "remove", "Li")[0] == 0
        assert {ask(url, token)[0] for _ in range(12)} == {401}


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_nobody_beyond_this_machine_is_served_without_signing_in(
    cli: Cli, command: str, host: str
) -> None:
    code, _, err = cli.run(command, "--host", host, "--port", "0")
    assert (code, "beyond loopback the service answers only who signs in" in err) == (2, True)
    zh = Cli(cli.store, {"PROVENANCE_LANGUAGE": "zh"})
    assert "本机以外的访问必须登录" in zh.run(command, "--host", host, "--port", "0")[2]


def test_with_signing_in_it_listens_to_all(cli: Cli) -> None:
    closed = Cli(cli.store, {"PROVENANCE_ACCESS__MODE": "tokens"})
    with serving(closed, "--host", "0.0.0.0") as url:
        assert ask(url.replace("0.0.0.0", "127.0.0.1"), None)[0] == 401


def test_the_demonstration_has_five_users_and_stays_open(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path / 'demo.sqlite'}")
    code, out, _ = cli.run("demo", "--load-only")
    assert code == 0
    tokens = re.findall(r"^    (eyJ\S+)$", out, re.MULTILINE)
    assert len(set(tokens)) == len(people(785)) == 5
    named = {row["name"]: row["role"] for row in cli.json("user", "list")}
    assert named == {person.name: person.role for person in people(785)}
    firms = {person.enterprise for person in people(785) if person.enterprise}
    for firm in firms:
        assert "合成" in cli.run("search", firm)[1]
    with serving(cli) as url:
        assert {ask(url, token)[0] for token in (None, *tokens)} == {200}
        assert ask(url, tokens[0][:-4])[0] == 401
