"""What lets somebody in is in no log, whoever writes it, in whatever form."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from provenance.logs import HIDDEN, log_plainly
from provenance.settings import LogFormat

CANARY = "Canary7f3a91"
TOKEN = f"eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ{CANARY}.{CANARY}"


@pytest.fixture
def logging_as(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[LogFormat], None]]:
    """Logging as the product sets it up, and as it was once a test is over."""
    kept = structlog.get_config()

    def set_up(form: LogFormat) -> None:
        monkeypatch.setattr(logging.getLogger(), "handlers", [])  # pytest's own
        log_plainly(form)

    yield set_up
    logging.captureWarnings(False)
    structlog.configure(**kept)


@pytest.mark.parametrize("form", [LogFormat.JSON, LogFormat.TEXT])
@pytest.mark.parametrize(
    "said",
    [
        {"token": CANARY},
        {"Authorization": f"Basic {CANARY}"},
        {"headers": {"cookie": f"a={CANARY}", "Set-Cookie": CANARY}},
        {"headers": [("x", f"Bearer {CANARY}")]},
        {"given": {"within": [{"client_secret": CANARY}]}},
        {"neo4j_password": CANARY},
        {"why": f"the token {TOKEN} is no good"},
        {"why": f"signed with whsec_{CANARY}="},
        {"url": f"https://user:{CANARY}@example.org/x"},
        {"url": f"https://example.org/back?code={CANARY}&state=1"},
        {"raw": f"authorization: Bearer {CANARY}".encode()},
    ],
)
def test_secrets_are_hidden(
    form: LogFormat,
    said: dict[str, Any],
    logging_as: Callable[[LogFormat], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    logging_as(form)
    structlog.get_logger("ours").error("it.failed", **said)
    logging.getLogger("theirs").error("it failed: %s", said)
    told = capsys.readouterr().err
    assert CANARY not in told
    assert told.count("failed") == 2
    assert "it.failed" in told
    assert HIDDEN in told


def test_what_is_no_secret_stays(
    logging_as: Callable[[LogFormat], None], capsys: pytest.CaptureFixture[str]
) -> None:
    logging_as(LogFormat.JSON)
    structlog.get_logger("ours").error("it.failed", path="/graphql", n=3, watch="w1", of=("a", 1))
    told = capsys.readouterr().err
    assert '"path": "/graphql"' in told
    assert '"n": 3' in told
    assert HIDDEN not in told
