"""A delivering process killed at random moments loses no event, and sends few twice."""

import random
from itertools import pairwise

from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.findings.webhooks.kit import Receiver, watching
from tests.graph.test_findings import found, keep

KILLS, EVENTS = 3, 120


async def test_kill_9_while_delivering(sqlite_address: StoreAddress) -> None:
    env = {
        "PROVENANCE_WEBHOOKS__LEASE_S": "0.1",
        "PROVENANCE_WEBHOOKS__NETWORKS": "127.0.0.0/8",
        "PROVENANCE_WEBHOOKS__TIMEOUT_S": "0.2",
        "PROVENANCE_FINDINGS_LOOK_S": "0.05",
        "NO_PROXY": "127.0.0.1",
    }
    cli = Cli(sqlite_address.store, env)
    store = sqlite_address.open()
    rng = random.Random(9)
    async with Receiver() as receiver:
        await watching(store, receiver.url)
        await keep(store, *(found(1, about=(str(n),)) for n in range(EVENTS)))
        for _ in range(KILLS):
            with cli.start("watch", "deliver") as process:
                await receiver.got(len(receiver.sent) + rng.randint(1, 10), taken=False)
                process.kill()
                process.communicate()
        with cli.start("watch", "deliver") as process:
            await receiver.got_up_to(await store.findings.last_raised())
            process.terminate()
            process.communicate()
        numbers = [one.sequence for one in receiver.sent]
    firsts = list(dict.fromkeys(numbers))
    assert firsts == sorted(firsts)
    assert len(firsts) == EVENTS
    # What comes again comes from some point on in order again, once for each process that died.
    assert sum(b <= a for a, b in pairwise(numbers)) <= KILLS
    await store.close()
