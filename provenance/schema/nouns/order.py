"""Orders to mend: what an authority wants mended by a day."""

from provenance.model.dates import day_of
from provenance.model.terms import Label
from provenance.rules.orders import OrderStanding
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef, RegionRef, ViolationRef
from provenance.schema.base.scalars import Day
from provenance.schema.nouns.passing import passed_up
from provenance.supervision.cases import standing_on


@noun(Label.ORDER, "An order to mend what is wrong by a day.")
class Order(Node):
    """An order as filed."""

    date: Day | None = filed("Day of the order.")
    authority: str | None = filed("Who ordered it.")
    demand: str | None = filed("What is to be mended.")
    deadline: Day | None = filed("Last day to mend it.")
    fulfilled_on: Day | None = filed("Day it was mended; null while it is not.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who has to mend it.")
    region: RegionRef | None = named("region", Label.REGION, "The place of that authority.")
    passed_up_to: RegionRef | None = passed_up()
    violation: ViolationRef | None = named("violation", Label.VIOLATION, "What it is to mend.")

    @field("Where it stands today (Asia/Shanghai), or on the day of asOf; null while not filed.")
    def standing(self) -> OrderStanding | None:
        props = self.thing.props
        if not props.get("deadline"):
            return None
        return standing_on(day_of(self.thing.at), props)
