"""Whatever is cut, changed, moved, put in or cut off at the end is found, and where."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws

from provenance.access.trail import verify as module
from provenance.access.trail.seals import Seal, Seals
from provenance.access.trail.verify import Verified, verify
from provenance.graph.port.trail import Entry
from provenance.graph.rows.trail import chained, hash_of
from provenance.model.errors import MisuseError
from tests.access.trail.kit import Keys, Listed, draft, seals

Tampered = Callable[[list[Entry], Any], int | None]
"""Tampers with entries; the first number that must not hold, None where nothing was changed."""


def cut(entries: list[Entry], data: Any) -> int:
    at = data.draw(st.integers(0, len(entries) - 2))
    most = data.draw(st.integers(1, len(entries) - 1 - at))
    del entries[at : at + most]
    return at + 1


def changed(entries: list[Entry], data: Any) -> int | None:
    """Some text of a row is another: its body by any character, its hash made new or not."""
    at = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from(["at", "who", "role", "body", "hash"]))
    text = getattr(entries[at], name)
    place = data.draw(st.integers(0, len(text) - 1))
    other = text[:place] + data.draw(st.characters(codec="ascii")) + text[place + 1 :]
    if other == text:
        return None
    entries[at] = replace(entries[at], **{name: other})
    return at + 1


def told_otherwise(entries: list[Entry], data: Any) -> int:
    """What an entry says is another, in all its places, and its hash is right again."""
    at = data.draw(st.integers(0, len(entries) - 2))
    body = json.loads(entries[at].body)
    body["who"] = "李" if body["who"] != "李" else "赵"
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    entries[at] = replace(entries[at], who=body["who"], body=text, hash=hash_of(text))
    return at + 2  # it is the next that does not follow it


def moved(entries: list[Entry], data: Any) -> int:
    one, other = data.draw(
        st.lists(st.integers(0, len(entries) - 1), min_size=2, max_size=2, unique=True).map(sorted)
    )
    entries[one], entries[other] = (
        replace(entries[other], number=one + 1),
        replace(entries[one], number=other + 1),
    )
    return one + 1


def put_in(entries: list[Entry], data: Any) -> int:
    """Another entry that follows the one before as it should; all behind it have moved on."""
    at = data.draw(st.integers(1, len(entries) - 1))
    new = chained(entries[at - 1], [draft("赵")])
    behind = [replace(entry, number=entry.number + 1) for entry in entries[at:]]
    entries[at:] = [*new, *behind]
    return at + 2


async def trail_of(n: int) -> Listed:
    made = Listed()
    await made.append([draft(f"{i % 3}") for i in range(n)])
    return made


@pytest.mark.parametrize("tamper", [cut, changed, told_otherwise, moved, put_in])
@given(n=st.integers(2, 12), page=st.integers(1, 5), data=st.data())
async def test_what_is_tampered_with_is_found(
    tamper: Tampered, n: int, page: int, data: Any
) -> None:
    trail = await trail_of(n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", page)
        held = await verify(trail, seals().read)
        assert held == Verified(n, 1, Seal.of(trail.entries[-1]))
        expected = tamper(trail.entries, data)
        found = await verify(trail, seals().read)
    assert (found.fault and found.fault.number) == expected


@given(n=st.integers(1, 9), left=st.integers(0, 8), more=st.integers(0, 9))
async def test_a_tail_cut_off_is_found_by_a_head_kept_elsewhere(
    n: int, left: int, more: int
) -> None:
    trail, sealed = await trail_of(n), seals()
    kept = await sealed.signed(Seal.of(trail.entries[-1]))
    left = min(left, n - 1)
    del trail.entries[left:]
    assert (await verify(trail, sealed.read)).fault is None, "by itself it holds"
    head = await sealed.read(kept)
    found = await verify(trail, sealed.read, head)
    assert found.fault is not None
    assert found.fault.number == left + 1
    # It went on after that, as if nothing had been: the same number is another entry now.
    await trail.append([draft("赵") for _ in range(more)])
    found = await verify(trail, sealed.read, head)
    assert found.fault is not None
    assert found.fault.number == (n if left + more >= n else left + more + 1)


@given(n=st.integers(1, 9), more=st.integers(0, 5))
async def test_a_head_kept_elsewhere_holds_as_the_trail_goes_on(n: int, more: int) -> None:
    trail, keys = await trail_of(n), Keys()
    kept = await Seals(keys).signed(Seal.of(trail.entries[-1]))
    keys.rotate()
    await trail.append([draft() for _ in range(more)])
    found = await verify(trail, Seals(keys).read, await Seals(keys).read(kept))
    assert found == Verified(n + more, 1, Seal.of(trail.entries[-1]))


async def test_all_of_it_written_anew_is_found_by_a_head_kept_elsewhere() -> None:
    trail, sealed = await trail_of(5), seals()
    head = Seal.of(trail.entries[-1])
    other = await trail_of(5)
    assert (await verify(other, sealed.read)).fault is None
    found = await verify(other, sealed.read, head)
    assert found.fault is not None
    assert found.fault.number == 5


async def test_what_a_seal_stands_for_must_be_signed() -> None:
    trail, sealed = await trail_of(6), seals()
    third = trail.entries[2]
    emptied = replace(third, who="", role="", body="")

    async def fault(seal: Seal, signer: Seals, *behind: Entry) -> int | None:
        first = replace(emptied, seal=await signer.signed(seal))
        found = await verify(Listed([first, *behind]), sealed.read)
        return found.fault and found.fault.number

    assert await fault(Seal.of(third), sealed, *trail.entries[3:]) is None
    assert await fault(Seal.of(third), sealed) is None
    assert await fault(Seal.of(third), sealed, *trail.entries[4:]) == 4
    assert await fault(Seal.of(third), seals(), *trail.entries[3:]) == 3, "by another's key"
    assert await fault(Seal.of(trail.entries[1]), sealed, *trail.entries[3:]) == 3
    assert await fault(replace(Seal.of(third), hash="0" * 64), sealed, *trail.entries[3:]) == 3
    # A seal is at the beginning, and nowhere else.
    sealed_third = replace(emptied, seal=await sealed.signed(Seal.of(third)))
    found = await verify(
        Listed([*trail.entries[:2], sealed_third, *trail.entries[3:]]), sealed.read
    )
    assert found.fault is not None
    assert found.fault.number == 3


async def test_without_its_first_entries_a_trail_does_not_hold() -> None:
    trail = await trail_of(4)
    del trail.entries[:2]
    found = await verify(trail, seals().read)
    assert found.fault is not None
    assert found.fault.number == 1


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "\x00", "é", "e30.e30.e30"])
async def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(MisuseError, match="no head of the trail"):
        await seals().read(text)


async def test_no_other_signature_of_the_same_key_is_a_head() -> None:
    keys = Keys()
    key = await keys.signing()
    body = json.dumps({"number": 1, "hash": "0", "at": ""}).encode()
    for head in ({"typ": "at+jwt"}, {}, {"typ": "provenance-trail+jws", "kid": "x"}):
        header = {"alg": "Ed25519", "kid": str(key.kid), **head}
        registry = jws.JWSRegistry(algorithms=["Ed25519"])
        text = jws.serialize_compact(header, body, key, registry=registry)
        with pytest.raises(MisuseError):
            await Seals(keys).read(text)
