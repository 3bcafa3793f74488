"""What an import is at the border, whatever its record calls it: by code, by test, by assay.

Scrap may not come in at all since 2021. Ores are ores, and under a code of mixed rare earths it
takes evidence to tell a leach site's carbonate from a compound (design, section 4).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from provenance.ledger.evidence import Assay, Evidence
from provenance.ledger.lineage import Event, Lineage, Output
from provenance.ledger.papers import Declaration, LabTest, Papers
from provenance.model.reference.customs import CARBONATE, mineral, mixture
from provenance.model.terms import MINERAL_PRODUCTS, EventKind, Product

SCRAP_BARRED_FROM = date(2021, 1, 1)
"""From here scrap is solid waste that may not come in (four ministries' announcement of 2020)."""

DECISIVE = Decimal("0.95")
"""An assay that names less of the REO decides nothing; of two oxides alone, it clears."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An import's product; whether it may not come in, and whether nothing tells what it is.

    `declaration` is the import declaration it names.
    """

    product: Product | None
    declaration: str | None = None
    barred: bool = False
    undetermined: bool = False


def entries(lineage: Lineage, papers: Papers, evidence: Evidence) -> Mapping[str, Entry]:
    """What each import of a lineage is, by event key."""
    return {
        event.key: enter(event, out, papers, evidence)
        for event in lineage.events.values()
        if event.kind is EventKind.IMPORT
        for out in lineage.outputs_of.get(event.key, ())
    }


def enter(event: Event, out: Output, papers: Papers, evidence: Evidence) -> Entry:
    """What an import is, by its declaration, as far as on record, and by tests."""
    paper = papers.declarations.get(event.declaration or "")
    named = event.declaration if paper is None or paper.imports else None
    test = evidence.deciding(out.lot, named)
    declared = paper if paper is not None and paper.imports else None
    if _is_scrap(out, test) and _since_barred(event, declared):
        return Entry(Product.SCRAP, named, barred=True)
    codes = (
        [line.hs_code for line in declared.counting(out.product, papers.codes)] if declared else []
    )
    if any(map(mineral, codes)):
        product = out.product if out.product in MINERAL_PRODUCTS else Product.CONCENTRATE
        return Entry(product, named)
    mixtures = (
        {mixture(code, declared.day, papers.codes) for code in codes} - {None}
        if declared
        else set()
    )
    if not mixtures:
        return Entry(out.product, named)
    told = _mixed(out, mixtures, test)
    return Entry(told or Product.IONIC_CONCENTRATE, named, undetermined=told is None)


def _is_scrap(out: Output, test: LabTest | None) -> bool:
    return Product.SCRAP in (out.product, test and test.product)


def _since_barred(event: Event, declared: Declaration | None) -> bool:
    days = (event.date, declared.day) if declared else (event.date,)
    return max(days) >= SCRAP_BARRED_FROM


def _mixed(out: Output, mixtures: Collection[str | None], test: LabTest | None) -> Product | None:
    """What goods under a code of mixed rare earths are; None where no evidence tells.

    What a test says, else what the code and the filed assay allow.
    """
    if test is not None and test.product is not None:
        return test.product
    single = _single(test.assay) if test is not None else None
    if single is not None:
        return out.product if single else Product.IONIC_CONCENTRATE
    if CARBONATE in mixtures:
        return Product.IONIC_CONCENTRATE
    return out.product if _single(out.assay) else None


def _single(assay: Assay | None) -> bool | None:
    """Whether an assay shows one or two elements and no mixture; None where it decides nothing."""
    shares = sorted((Decimal(str(share)) for share in (assay or {}).values()), reverse=True)
    if sum(shares) < DECISIVE:
        return None
    return sum(shares[:2]) >= DECISIVE
