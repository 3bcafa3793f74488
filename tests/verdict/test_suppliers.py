"""What a supplier of scrap ever had, as verdicts and audits read it, whatever comes when."""

from typing import Any

import pytest

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.findings.audit.kit import TODAY, again, open_findings, whole
from tests.loading import Record, load_all

CODE = "SCRAP_SUPPLIER_IMPLAUSIBLE"
SHELL, RECYCLER, OTHER, MAKER = (f"9144030{n}XXXX90202{n}" for n in range(4))
HEAD = {"date": "2026-03-05"}


def enterprise(code: str, *roles: str) -> Record:
    return {
        "record": "enterprise", "id": code, "name": f"{code}（合成）", "region": "440300",
        "roles": list(roles),
    }  # fmt: skip


def intake(n: int, source: str = SHELL, net_t: int = 100, **fields: Any) -> Record:
    lot = {"id": f"R{n}", "product": "scrap", "reo_kg": 300 * net_t, "net_kg": 1_000 * net_t}
    return {
        "record": "scrap_intake", "id": f"SI{n}", "date": f"2026-03-0{n}", "enterprise": RECYCLER,
        "source": source, "output": lot,
    } | fields  # fmt: skip


def bought(goods: str = "钕铁硼废料", net_t: int = 100) -> Record:
    return {
        "record": "invoice", "id": "26360000000000091009", "issued_on": "2026-03-01",
        "seller": MAKER, "buyer": SHELL, "status": "valid", "rare_earth_mark": False,
        "lines": [{"goods": goods, "net_kg": 1_000 * net_t}],
    }  # fmt: skip


def handed_over(product: str = "scrap") -> list[Record]:
    lot = {"id": "S", "product": product, "reo_kg": 30_000}
    stock = {"record": "opening_stock", "id": "OS", "enterprise": MAKER, "output": lot}
    sale = {
        "record": "transfer", "id": "T", "seller": MAKER, "buyer": SHELL,
        "items": [{"lot": "S", "reo_kg": 30_000}],
    }  # fmt: skip
    return [stock | {"date": "2026-01-01"}, sale | {"date": "2026-02-01"}]


FIRMS = [enterprise(SHELL, "trade"), enterprise(RECYCLER, "recycling")]


async def accused(store: GraphStore) -> set[str]:
    """The intakes whose supplier is not believed: as an audit of what changed has them, and one of
    everything, and verdicts on their lots."""
    await again(store)
    found = {str(said[2][1]) for said in (await open_findings(store)).values() if said[0] == CODE}
    await whole(store)
    anew = {str(said[2][1]) for said in (await open_findings(store)).values() if said[0] == CODE}
    assert found == anew
    lots = [Ref(Label.LOT, f"R{n}") for n in (1, 2)]
    judged = await verdicts(store, lots, Settings())
    told = [finding for verdict in judged if verdict for finding in verdict.findings]
    assert {finding.subject.key for finding in told if finding.code == CODE} == found
    return found


async def test_whatever_comes_later(store: GraphStore) -> None:
    await load_all(store, [intake(1)])
    assert not await accused(store)  # nobody says who it is
    await load_all(store, FIRMS)
    assert await accused(store) == {"scrap_intake:SI1"}
    await load_all(store, [bought()])
    assert not await accused(store)
    await load_all(store, [intake(2)])
    assert await accused(store) == {"scrap_intake:SI2"}
    await load_all(store, handed_over())
    assert not await accused(store)
    gone = {
        "record": "withdrawal",
        "id": "W",
        "withdraws": {"record": "invoice", "id": bought()["id"]},
    }
    await load_all(store, [gone | {"reason": "void"}])
    assert await accused(store) == {"scrap_intake:SI2"}
    await load_all(store, [enterprise(SHELL, "trade", "magnet") | {"revision": 1}])
    assert not await accused(store)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([bought("高岭土")], {"scrap_intake:SI1"}),  # kaolin
        ([bought("旧电机")], set()),  # used motors
        (handed_over("magnet"), set()),
        (handed_over("oxide"), {"scrap_intake:SI1"}),
        ([intake(9, source=MAKER, enterprise=SHELL)], set()),  # itself a collector
        ([enterprise(SHELL, "trade", "metal") | {"revision": 1}], set()),
    ],
)
async def test_what_it_may_have_it_from(
    store: GraphStore, more: list[Record], expected: set[str]
) -> None:
    await load_all(store, [*FIRMS, intake(1), *more])
    assert await accused(store) == expected


async def test_a_name_is_nobodys_number(store: GraphStore) -> None:
    await load_all(store, [*FIRMS, intake(1, source=f"{SHELL}（合成）")])
    assert not await accused(store)


async def test_a_customs_number_means_the_same_firm(store: GraphStore) -> None:
    shell = FIRMS[0] | {"identifiers": [{"scheme": "customs", "number": "4403930123"}]}
    await load_all(store, [shell, FIRMS[1], intake(1, source="4403930123")])
    await audit(store, Settings(), whole=True, today=TODAY)
    assert await accused(store) == {"scrap_intake:SI1"}
