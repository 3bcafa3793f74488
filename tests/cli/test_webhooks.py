"""Watches on the command line: made, listed, tried out, delivered to, ended."""

import asyncio
import csv
import io
import json
import re
import signal
from collections.abc import AsyncIterator

import pytest
from starlette.responses import Response

from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.findings.webhooks.kit import Receiver, Sent, verified
from tests.graph.test_findings import found, keep

QUICK = {
    "PROVENANCE_WEBHOOKS__RETRY_S": "0.05",
    "PROVENANCE_WEBHOOKS__NETWORKS": "127.0.0.0/8",
    "PROVENANCE_FINDINGS_LOOK_S": "0.02",
}


@pytest.fixture
def cli(address: StoreAddress) -> Cli:
    return Cli(address.store, {**address.env, **QUICK, "NO_PROXY": "127.0.0.1"}).on_empty_store()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as up:
        yield up


async def test_from_add_to_remove(cli: Cli, address: StoreAddress, receiver: Receiver) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        return cli.run("watch", *words)

    code, out, err = await asyncio.to_thread(
        run, "add", receiver.url, "--by", "王", "--region", "150000", "--severity", "critical"
    )
    assert code == 0, err
    id_, secret = re.findall(r"watch (\w+) tells|secret (\S+)", out)
    assert secret[1].startswith("whsec_")
    (listed,) = cli.json("watch", "list")
    assert (listed["id"], listed["url"], listed["by"]) == (id_[0], receiver.url, "王")
    assert listed["filter"] == {"severities": ["CRITICAL"], "region": "150000"}
    assert "secret" not in json.dumps(listed)

    store = address.open()
    await keep(store, found(1), found(2, region="360783"), found(3, region="150203"))
    assert cli.json("watch", "list")[0]["behind"]
    code, out, err = await asyncio.to_thread(run, "deliver", "--once")
    assert code == 0
    assert err.startswith("the secrets of 1 watches are kept as they are")  # there is no key
    assert [one.subject for one in receiver.sent] == ["L1", "L3"]
    assert all(verified(secret[1], one) for one in receiver.sent)
    _, out, _ = await asyncio.to_thread(run, "list")
    assert "up to date" in out
    _, out, _ = await asyncio.to_thread(run, "list", "--csv")
    (row,) = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert (row["behind"], row["filter"]) == ("False", "severities CRITICAL; region 150000")

    code, out, _ = await asyncio.to_thread(run, "test", id_[0])
    assert (code, out) == (0, f"{receiver.url} took it\n")
    tried = receiver.sent[-1]
    assert tried.told["type"] == "watch.test"
    assert verified(secret[1], tried)

    await receiver.down()
    code, _, err = await asyncio.to_thread(run, "test", id_[0])
    assert code == 1
    assert "did not take it" in err
    await keep(store, found(4))
    code, _, err = await asyncio.to_thread(run, "deliver", "--once")
    assert code == 1
    assert "failed 1 times in a row" in err
    await store.close()
    code, out, _ = await asyncio.to_thread(run, "remove", id_[0])
    assert code == 0
    assert "no longer told" in out
    assert cli.json("watch", "list") == []


async def test_a_process_of_its_own_delivers_until_it_is_stopped(
    cli: Cli, address: StoreAddress, receiver: Receiver
) -> None:
    """In the middle of a request, too: that one is sent again by the next."""
    store = address.open()
    (made,) = await asyncio.to_thread(cli.json, "watch", "add", receiver.url, "--by", "王")
    assert made["secret"].startswith("whsec_")
    answers = asyncio.Event()

    async def stuck(sent: Sent) -> Response:
        if sent.subject == "L2":
            await answers.wait()
        return Response(status_code=204)

    receiver.answer = stuck
    for stop in (signal.SIGTERM, signal.SIGINT):
        answers.clear()
        with cli.start("watch", "deliver") as process:
            seen = len(receiver.sent)
            await keep(store, found(1, about=(str(stop),)), found(2, about=(str(stop),)))
            await receiver.got(seen + 2, taken=False)
            process.send_signal(stop)
            out, err = await asyncio.to_thread(process.communicate)
        assert process.returncode == 0, err
        assert "Traceback" not in out + err
        answers.set()
        assert (await asyncio.to_thread(cli.run, "watch", "deliver", "--once"))[0] == 0
        assert [one.subject for one in receiver.sent[seen:]] == ["L1", "L2", "L2"]
    await store.close()


def test_misuse_is_said(cli: Cli) -> None:
    for words, told, expected in (
        (["add", "ftp://example.org", "--by", "x"], "no address of a receiver", 2),
        (["add", "https://example.org", "--by", " "], "by is required", 2),
        (["add", "https://example.org", "--by", "x", "--region", "赣州区域"], "360700", 2),
        (["remove", "nothing"], "UNKNOWN_SUBJECT", 4),
        (["test", "nothing"], "UNKNOWN_SUBJECT", 4),
    ):
        code, out, err = cli.run("watch", *words)
        assert code == expected, words
        assert told in err
        assert "Traceback" not in out + err


def test_every_command_has_help_with_an_example() -> None:
    for words in ([], ["add"], ["list"], ["remove"], ["test"], ["deliver"]):
        code, out, _ = Cli().run("watch", *words, "--help")
        assert code == 0
        assert "Example: provenance watch" in re.sub(r"\s+", " ", out)
