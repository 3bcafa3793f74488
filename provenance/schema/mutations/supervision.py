"""Recording what authorities find and decide: from inspections to penalties and referrals."""

import strawberry

from provenance.schema.mutations.inputs import input_of
from provenance.schema.mutations.stating import Stated, stating
from provenance.schema.nouns.inspection import Inspection
from provenance.schema.nouns.order import Order
from provenance.schema.nouns.penalty import Penalty
from provenance.schema.nouns.referral import Referral
from provenance.schema.nouns.violation import Violation


@strawberry.type
class SupervisionMutation:
    """The part of the mutations by which authorities record what they find and decide."""

    record_inspection = stating(
        "Record an inspection, or change one.",
        input_of("inspection", reworded={"verified_reo_kg": "Stock verified, in REO; 0 if none."}),
        Stated[Inspection],
    )
    record_violation = stating(
        "Record a violation, with the findings and the evidence it rests on, or change one.",
        input_of(
            "violation",
            reworded={
                "inspection": "The inspection it came to light in.",
                "article": "The article that was broken, such as R 21 or M 7.",
                "findings": "Ids of the findings it rests on.",
            },
        ),
        Stated[Violation],
    )
    record_order = stating(
        "Record an order to mend, or change one: that it was fulfilled, or given longer.",
        input_of("order", reworded={"violation": "The violation it is to mend."}),
        Stated[Order],
    )
    record_penalty = stating(
        "Record a penalty as decided, or change one; nothing is computed from it.",
        input_of(
            "penalty",
            "What an authority imposed.",
            reworded={
                "violation": "The violation it is for.",
                "fine_cny": "Fine in CNY.",
                "next_year_reduction_t": "Quota to be cut next year, in REO, as decided; recorded,"
                " never computed.",
            },
        ),
        Stated[Penalty],
    )
    record_referral = stating(
        "Record that a case was handed on, or change that.",
        input_of(
            "referral",
            "A case that one authority hands on to another.",
            reworded={
                "to": "Who it is handed to, such as the police.",
                "penalty": "The penalty it follows.",
                "violation": "The violation it is about.",
            },
        ),
        Stated[Referral],
    )
