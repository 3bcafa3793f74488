"""Reports that are late, missing or wrong, quotas beyond what they are from, odd numbers."""

from provenance.simulate.goods import CONCENTRATE, LA_CE, PR_ND
from provenance.simulate.holdings import Cut, Firm
from provenance.simulate.identifiers import credit_code, customs_code
from provenance.simulate.month import import_
from provenance.simulate.paperwork import allot, indicate, report_execution, report_flows, t
from provenance.simulate.plants.imports import BORDER
from provenance.simulate.scene import Scene


def late_flow_report(scene: Scene) -> None:
    """On the 10th at midnight, or a second before."""
    miner = scene.miner()
    scene.sell(8, miner, scene.separator(), [scene.mine(miner, 3, 10)])
    following = scene.later(1, 8)
    filed_at = f"{following}T23:59:59+08:00"
    if scene.bad:
        filed_at = f"{scene.later(1, 9)}T00:00:00+08:00"
    _see_to(scene, miner, filed_at)
    scene.judge("enterprise", miner.code, f"{scene.first:%Y-%m}", note=f"filed at {filed_at}")


def missing_flow_report(scene: Scene) -> None:
    """None at all; or, of those without a day, one that is weeks late."""
    if scene.nth % 2:
        firm = scene.firm("metal")
        oxide = scene.stock(firm, 2, PR_ND, 10)
        scene.sell(8, firm, scene.firm("trade"), [oxide])
    else:
        firm = scene.miner()
        scene.sell(8, firm, scene.separator(), [scene.mine(firm, 3, 10)])
    day = 26 if scene.nth % 2 else 8
    _see_to(scene, firm, None if scene.bad else f"{scene.later(1, day)}T18:00:00+08:00")
    scene.judge("enterprise", firm.code, f"{scene.first:%Y-%m}")


def _see_to(scene: Scene, firm: Firm, filed_at: str | None) -> None:
    month = f"{scene.first:%Y-%m}"
    scene.silent.add((firm, month))
    if filed_at:
        report_flows(scene.book, firm, month, filed_at)


def report_mismatch(scene: Scene) -> None:
    """A report that is off by more than half a per cent and 100 kg; or by less than one of them."""
    mass_t = 40.0 if scene.nth % 2 else 10.0
    off_t = 0.3 if scene.bad else 0.19 if scene.nth % 2 else 0.1
    miner, activity = scene.miner(), "mining"
    lot, producer = scene.mine(miner, 3, mass_t), miner
    if scene.nth % 3 == 2:
        works = scene.separator()
        feed = scene.sell(6, miner, works, [lot])
        mass_t *= 0.95
        off_t = min(off_t, mass_t * 0.0049) if not scene.bad and mass_t > 20 else off_t
        scene.process(works, 10, "separation", feed, Cut(LA_CE, t(mass_t)))
        producer, activity = works, "separation"
    filed_at = f"{scene.later(1, 5)}T09:00:00+08:00"
    made, what = t(mass_t - off_t), (f"{scene.first:%Y-%m}", activity)
    key = report_execution(scene.book, producer, what, made, filed_at)
    scene.judge("execution_report", key, note=f"{off_t} t less than {mass_t} t")


def report_by_feed(scene: Scene) -> None:
    """Imported ore reported as half of what it was; or as what it was, or a little less."""
    importer, miner, works = scene.firm("import"), scene.miner(), scene.separator()
    lot = import_(scene.book, importer, scene.day(3), Cut(CONCENTRATE, t(20)), BORDER)
    feed = scene.sell(6, importer, works, [lot])
    feed += scene.sell(6, miner, works, [scene.mine(miner, 3, 20)])
    scene.process(works, 10, "separation", feed, Cut(LA_CE, t(38)))
    imported_t = 9.5 if scene.bad else 18.95 if scene.nth % 2 else 19
    filed_at, what = f"{scene.later(1, 5)}T09:00:00+08:00", (f"{scene.first:%Y-%m}", "separation")
    parts = {"imported_reo_t": imported_t}
    key = report_execution(scene.book, works, what, t(38), filed_at, **parts)
    scene.judge("execution_report", key, note=f"{imported_t} t of 19 t imported")


def quota_overallocated(scene: Scene) -> None:
    """A gram more than there is, or all there is."""
    year = scene.first.year
    shares = (t(60), t(40) + (1 if scene.bad else 0))
    if scene.nth % 2:
        head = scene.firm("mining")
        key = allot(scene.book, head, year, "mining", t(100), ore_class="rock")
        fields, kind = {"within": key}, "quota"
    else:
        key = indicate(scene.book, year, "mining", t(100), "rock")
        fields, kind = {"indicator": key}, "indicator"
    for share in shares:
        allot(scene.book, scene.firm("mining"), year, "mining", share, ore_class="rock", **fields)
    scene.judge(kind, key)


def ambiguous_identifier(scene: Scene) -> None:
    """A customs code that two firms state as theirs; or one alone, and the other its own."""
    serial = scene.book.number("customs_code")
    numbers = [customs_code("1502", serial), customs_code("1502", serial + (not scene.bad))]
    scene.book.number("customs_code")
    firms = [scene.firm("trade", customs=number) for number in numbers]
    scene.sell(6, firms[0], firms[1], [scene.stock(firms[0], 2, PR_ND, 1)])
    scene.judge("enterprise", firms[0].code, numbers[0])
    scene.follows(scene.code, "enterprise", firms[1].code, numbers[1])


def bad_identifier(scene: Scene) -> None:
    """A credit code whose check digit is wrong; or a right one."""
    serial = scene.book.number("firm")
    code = credit_code("150203", serial)
    if scene.bad:
        code = code[:-1] + ("1" if code[-1] == "0" else "0")
    trader = scene.firm("trade", code=code)
    scene.sell(6, trader, scene.firm("trade"), [scene.stock(trader, 2, PR_ND, 1)])
    scene.judge("enterprise", code)
