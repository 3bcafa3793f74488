"""Many small exports instead of one."""

from datetime import date, timedelta

from provenance.model.terms import Label, Ref, Severity
from provenance.model.thresholds import Thresholds
from provenance.rules.slices.filings import Leaving, Outlet
from tests.ledger.build import TRADER
from tests.rules.build import only, raised

CODE = "SPLIT_SHIPMENTS"
FIRST = date(2026, 3, 1)


def outlet(*days: int, net_g: int = 1_000_000, limits: Thresholds | None = None) -> Outlet:
    exports = [
        Leaving(FIRST + timedelta(days=n), f"D{n:02}", net_g, f"Buyer {n % 2}") for n in days
    ]
    return Outlet(TRADER, exports, limits or Thresholds())


def by_ports(*ports: str, country: str = "JPN", apart: int = 1, net_g: int = 1) -> Outlet:
    exports = [
        Leaving(FIRST + timedelta(days=n * apart), f"D{n}", net_g, "B", country, port)
        for n, port in enumerate(ports)
    ]
    return Outlet(TRADER, exports)


def test_many_small_ones_close_together() -> None:
    found = only(CODE, outlet(13, 0, 1, 2, 3))
    assert found.subject == Ref(Label.ENTERPRISE, TRADER)
    assert found.about == ("2026-03-01",)
    assert found.evidence == ("D00", "D01", "D02", "D03", "D13")
    assert "5 exports from 2026-03-01 to 2026-03-14" in str(found.message)
    assert "none above 1,000 kg net, 5,000 kg together, to Buyer 0, Buyer 1." in str(found.message)


def test_not_so_many_so_close_or_so_small() -> None:
    assert not raised(CODE, outlet(0, 1, 2, 3))
    assert not raised(CODE, outlet(0, 1, 2, 3, 14))
    assert not raised(CODE, outlet(0, 1, 2, 3, 4, net_g=1_000_001))


def test_each_burst_is_one_finding() -> None:
    days = (0, 20, 21, 22, 23, 24, 25, 60, 61, 62, 63, 64)
    firsts = [found.about[0] for found in raised(CODE, outlet(*days))]
    assert firsts == ["2026-03-21", "2026-04-30"]


def test_how_many_how_small_how_close_can_be_set() -> None:
    strict = Thresholds(split_shipments=2, split_net_g=2_000_000, split_days=2)
    assert raised(CODE, outlet(0, 1, net_g=2_000_000, limits=strict))
    assert not raised(CODE, outlet(0, 2, net_g=2_000_000, limits=strict))


def test_a_port_is_one_however_it_is_spelt() -> None:
    assert not raised(CODE, by_ports("Yantian", "YANTIAN ", "Ｙａｎｔｉａｎ", "Qingdao"))
    found = only(CODE, by_ports("Yantian", "yantian", "Qingdao", "Ningbo"))
    assert "by Ningbo, Qingdao, Yantian from" in str(found.message)


def test_by_several_ports_to_one_destination() -> None:
    found = only(CODE, by_ports("Shanghai", "Yantian", "Qingdao"))
    assert found.about == ("JPN", "2026-03-01")
    assert "3 exports to JPN by Qingdao, Shanghai, Yantian from" in str(found.message)


def test_not_by_two_ports_or_far_apart_or_large_or_to_several() -> None:
    assert not raised(CODE, by_ports("Shanghai", "Yantian", "Shanghai", "Yantian"))
    assert not raised(CODE, by_ports("Shanghai", "Yantian", "Qingdao", apart=7))
    assert raised(CODE, by_ports("Shanghai", "Yantian", "Qingdao", apart=6))
    assert not raised(CODE, by_ports("Shanghai", "Yantian", "Qingdao", net_g=1_000_001))
    assert not raised(CODE, by_ports("Shanghai", "Yantian", ""))
    three = [*by_ports("Shanghai", "Yantian").exports, *by_ports("Qingdao", country="KOR").exports]
    assert not raised(CODE, Outlet(TRADER, three))


def test_a_burst_by_number_is_not_told_again_by_its_ports() -> None:
    assert only(CODE, by_ports("A", "B", "C", "D", "E")).about == ("2026-03-01",)


def test_by_date() -> None:
    old = Outlet(TRADER, [Leaving(date(2011, 5, 9), f"D{n}", 1, "B") for n in range(5)])
    assert only(CODE, old).severity is Severity.MINOR
    assert "no article on record" in str(only(CODE, old).basis)
    new = Outlet(TRADER, [Leaving(date(2011, 5, 10), f"D{n}", 1, "B") for n in range(5)])
    assert only(CODE, new).severity is Severity.MAJOR
