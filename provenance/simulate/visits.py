"""What authorities do in an industry where all is well: let go, take away, have mended in time."""

from datetime import date, timedelta

from provenance.simulate.book import Book, stock
from provenance.simulate.campaign import about
from provenance.simulate.goods import KG, LA_CE
from provenance.simulate.holdings import Cut
from provenance.simulate.industry import Cluster
from provenance.simulate.supervision import order, release, seize

_SEIZED, _ORDERED = 0.04, 0.06
"""How often in a month an authority that looks takes something away, or has something mended."""
_DEMAND = "put up the signs of the store, synthetic（合成）"


def visit(book: Book, cluster: Cluster, first: date) -> None:
    """What becomes of a cluster's firms in a month, if authorities look there at all."""
    habits, random = cluster.habits, book.random
    if habits.released and random.random() < habits.released:
        cut = Cut(LA_CE, about(book, cluster.usual_g(3.0)))
        release(book, cluster["W"], first, cut, random.choice(("auction", "reserve_release")))
    if not habits.visited:
        return
    on = first + timedelta(20)
    for lot in stock(cluster["W"], LA_CE)[:1] if random.random() < _SEIZED else ():
        seize(book, cluster["W"], on, [(lot, lot.reo_g // 10 // KG * KG or lot.reo_g)])
    if random.random() < _ORDERED:
        deadline = on + timedelta(30)
        done = deadline - timedelta(random.randint(0, 20))
        order(book, random.choice(cluster.own), on, (_DEMAND, deadline, done))
