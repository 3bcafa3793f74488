"""Secrets of watches lie encrypted in the store, and sign as ever."""

import pytest
from pydantic import SecretStr

from provenance.findings.webhooks.deliver import Deliverer
from provenance.findings.webhooks.sealing import opened, seal_all, sealed
from provenance.findings.webhooks.signing import new_secret
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import MisuseError
from provenance.settings import Webhooks
from tests.findings.webhooks.kit import QUICK, SETTINGS, Receiver, verified, watching
from tests.graph.test_findings import found, keep

OLD, NEW, OTHER = (SecretStr(letter * 40) for letter in "abc")
SECRET = new_secret()


def test_what_is_sealed_is_opened_by_its_key_and_as_its_own_alone() -> None:
    terms = Webhooks(key=OLD)
    kept = sealed(SECRET, "w1", terms)
    assert SECRET not in kept
    assert kept != sealed(SECRET, "w1", terms)
    assert opened(kept, "w1", terms) == SECRET
    for watch, other in (("w2", terms), ("w1", Webhooks()), ("w1", Webhooks(key=NEW))):
        with pytest.raises(MisuseError, match="another key"):
            opened(kept, watch, other)


def test_a_key_is_changed_and_the_one_of_before_still_opens() -> None:
    kept = sealed(SECRET, "w1", Webhooks(key=OLD))
    terms = Webhooks(key=NEW, former_key=OLD)
    assert opened(kept, "w1", terms) == SECRET
    assert opened(sealed(SECRET, "w1", terms), "w1", Webhooks(key=NEW)) == SECRET


def test_without_a_key_they_are_as_they_were() -> None:
    assert sealed(SECRET, "w1", Webhooks()) == SECRET
    assert opened(SECRET, "w1", Webhooks(key=NEW)) == SECRET  # kept before there was one


async def test_what_is_signed_is_what_the_receiver_was_given(embedded: GraphStore) -> None:
    settings = SETTINGS.model_copy(update={"webhooks": QUICK.model_copy(update={"key": OLD})})
    async with Receiver() as receiver:
        given = await watching(embedded, receiver.url, settings)
        (kept,) = await embedded.watches.all()
        assert given.secret.startswith("whsec_")
        assert kept.secret.startswith("sealed:")
        await keep(embedded, found(1))
        await Deliverer(embedded, settings).run_once()
        (sent,) = receiver.taken
        assert verified(given.secret, sent)


async def test_without_its_key_nothing_is_sent_and_the_list_says_why(embedded: GraphStore) -> None:
    settings = SETTINGS.model_copy(update={"webhooks": QUICK.model_copy(update={"key": OLD})})
    async with Receiver() as receiver:
        await watching(embedded, receiver.url, settings)
        await keep(embedded, found(1))
        await Deliverer(embedded, SETTINGS).run_once()
        assert receiver.sent == []
    (kept,) = await embedded.watches.all()
    assert "another key" in str(kept.delivery.error)


async def test_what_was_kept_otherwise_is_sealed_by_the_key_that_is_set(store: GraphStore) -> None:
    made = [
        await watching(
            store, "https://one.example", SETTINGS.model_copy(update={"webhooks": terms})
        )
        for terms in (Webhooks(), Webhooks(key=OLD), Webhooks(key=NEW), Webhooks(key=OTHER))
    ]
    assert await seal_all(store, Webhooks()) == 1
    before = {one.id: one.secret for one in await store.watches.all()}
    assert await seal_all(store, Webhooks(key=NEW, former_key=OLD)) == 0
    kept = {one.id: one.secret for one in await store.watches.all()}
    for one in made[:3]:
        assert opened(kept[one.id], one.id, Webhooks(key=NEW)) == one.secret
    for one in made[2:]:  # which was so already, and which no key opens
        assert kept[one.id] == before[one.id]
    assert opened(kept[made[3].id], made[3].id, Webhooks(key=OTHER)) == made[3].secret
