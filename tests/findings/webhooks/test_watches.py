"""Who may be told, where, and of what: a watch that nothing could come of is refused."""

from typing import Any

import pytest

from provenance.findings.webhooks import watches
from provenance.findings.webhooks.watches import check_receiver, unwatch, watch, watch_of
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.errors import LimitExceededError, MisuseError, UnknownSubjectError
from provenance.settings import Settings, Webhooks
from tests.graph.test_findings import found, keep

SETTINGS = Settings()
HOOK = "https://example.org/hook"


@pytest.mark.parametrize(
    "url",
    [
        HOOK,
        "http://10.0.0.7:8080/hook?token=1",
        "https://[::1]:9000/",
        "HTTPS://例子.中国/hook",
        "http://localhost",
    ],
)
def test_addresses_of_receivers(url: str) -> None:
    check_receiver(url, Webhooks(networks=("10.0.0.0/8", "::1")))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/hook",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "https://",
        "https:///hook",
        "https://[::1/",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https://example.org/a b",
        "https://example.org/\r\nx-more: y",
        "https://example.org/\x00",
        "https://example.org/\ud800",
        "https://example.org/" + "x" * 2_000,
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org/#part",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(MisuseError) as refused:
        check_receiver(url, Webhooks())
    assert "secret" not in str(refused.value)


def test_an_operator_may_name_the_only_hosts() -> None:
    terms = Webhooks(hosts=("Example.org", "10.0.0.7"), networks=("10.0.0.7",))
    check_receiver(HOOK, terms)
    check_receiver("http://10.0.0.7:81/", terms)
    for url in ("https://example.org.evil.net/", "http://169.254.169.254/latest/meta-data"):
        with pytest.raises(MisuseError, match="operator allows Example"):
            check_receiver(url, terms)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"gone": True}, "gone"),
        ({"region": "3607"}, "GB/T 2260"),
        ({"region": "36"}, "GB/T 2260"),
        ({"codes": ("overdrawn lot",)}, "OVERDRAWN_LOT"),
        ({"enterprise": "\ud800"}, "half characters"),
    ],
)
async def test_a_filter_that_would_be_silent_for_ever(
    embedded: GraphStore, wanted: dict[str, Any], said: str
) -> None:
    with pytest.raises(MisuseError, match=said):
        await watch(embedded, SETTINGS, FindingFilter(**wanted), HOOK, "王")
    assert await embedded.watches.all() == []


async def test_a_watch_has_a_name_and_a_secret_of_its_own(embedded: GraphStore) -> None:
    with pytest.raises(MisuseError, match="by is required"):
        await watch(embedded, SETTINGS, FindingFilter(), HOOK, " ")
    await keep(embedded, found(1))
    first = await watch(embedded, SETTINGS, FindingFilter(), HOOK, " 王 ")
    second = await watch(embedded, SETTINGS, FindingFilter(), HOOK, "李")
    assert (first.by, first.delivery.told) == ("王", await embedded.findings.last_raised())
    assert first.secret != second.secret
    assert await watch_of(embedded, second.id) == second
    assert await unwatch(embedded, first.id) == first
    assert await embedded.watches.all() == [second]
    for gone in (first.id, "nothing", "\ud800"):
        with pytest.raises(UnknownSubjectError):
            await unwatch(embedded, gone)


async def test_there_is_an_end_to_watches(
    embedded: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watches, "MOST", 2)
    for _ in range(2):
        await watch(embedded, SETTINGS, FindingFilter(), HOOK, "王")
    with pytest.raises(LimitExceededError, match="at most 2 watches"):
        await watch(embedded, SETTINGS, FindingFilter(), HOOK, "王")
