"""The types in pydantic's models: values, refusals with their field, doubts by field."""

from datetime import date
from typing import Annotated

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from provenance.model.codes import (
    COUNTRY,
    INVOICE,
    CodeRefusedError,
    Country,
    CreditCode,
    CustomsCode,
    Day,
    DeclarationNumber,
    EnterpriseNumber,
    Identifier,
    InvoiceNumber,
    LotId,
    Region,
    doubts_in,
    kind_of,
)


class Item(BaseModel):
    model_config = ConfigDict(frozen=True)
    lot: LotId


class Filed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    id: DeclarationNumber = Field(description="18 digits.")
    day: Day
    seller: CreditCode
    country: Country | None = None
    region: Region | None = Field(default=None, description="Where.")
    hs_codes: tuple[CustomsCode, ...] = ()
    invoices: Annotated[tuple[InvoiceNumber, ...], Field(max_length=5)] = ()
    items: tuple[Item, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


GOOD = {"id": "5301 2026 0000 0000 42", "day": "2026年3月5日", "seller": "91510000ma62te5t1f"}


def test_values_are_canonical() -> None:
    filed = Filed.model_validate(
        GOOD
        | {
            "country": "德国",
            "region": 150203,
            "hs_codes": ("2846.90",),
            "items": [{"lot": " C1\u200b"}],
            "identifiers": [
                {"scheme": "Customs", "number": "31229 61234"},
                {"scheme": "lei", "number": "213800kud8lajwsq9d15"},
            ],
        }
    )
    assert (filed.id, filed.day) == ("530120260000000042", date(2026, 3, 5))
    assert (filed.seller, filed.country, filed.region) == ("91510000MA62TE5T1F", "DEU", "150203")
    assert (filed.hs_codes, filed.items[0].lot) == (("284690",), "C1")
    assert [(one.scheme, one.number) for one in filed.identifiers] == [
        ("customs", "3122961234"),
        ("lei", "213800KUD8LAJWSQ9D15"),
    ]
    assert list(doubts_in(filed)) == []
    assert Filed.model_validate(filed.model_dump()) == filed


def test_a_refusal_names_its_field() -> None:
    with pytest.raises(ValidationError) as caught:
        Filed.model_validate(GOOD | {"invoices": ["26152000000012345679", "2.6152E+19"]})
    (problem,) = caught.value.errors()
    assert problem["loc"] == ("invoices", 1)
    error = problem["ctx"]["error"]
    assert isinstance(error, CodeRefusedError)
    assert error.doubt.code == "DIGITS_LOST"


def test_doubts_are_found_by_field() -> None:
    filed = Filed.model_validate(
        GOOD
        | {
            "id": "530120260000000000",
            "country": "Germny",
            "region": "1502",
            "invoices": ["26152000000012345679", "7"],
            "items": [{"lot": "C1"}, {"lot": "530120260000000000"}],
            "identifiers": [
                {"scheme": "customs", "number": "12"},
                {"scheme": "dun", "number": "123456789"},
                {"scheme": "vat", "number": "DE123"},
            ],
        }
    )
    assert [(where, doubt.code, doubt.meant) for where, doubt in doubts_in(filed)] == [
        ("id", "DIGITS_DOUBTED", ""),
        ("country", "UNKNOWN", "DEU"),
        ("region", "UNKNOWN", "150200"),
        ("invoices.1", "MALFORMED", ""),
        ("items.1.lot", "DIGITS_DOUBTED", ""),
        ("identifiers.0.number", "MALFORMED", ""),
        ("identifiers.1.number", "MALFORMED", "duns"),
    ]


@pytest.mark.parametrize(
    ("scheme", "number", "fits"),
    [
        ("customs", "3122961234", True),
        ("customs", "31229689C2", True),
        ("customs", "312296123", False),
        ("former_uscc", "91150200MA00TE5T15", True),
        ("former_uscc", "91150200MA00TE5T16", False),
        ("organisation", "70146362-2", True),
        ("organisation", "70146362-3", False),
        ("registration", "150000000012345", True),
        ("lei", "213800KUD8LAJWSQ9D15", True),
        ("lei", "213800KUD8LAJWSQ9D16", False),
        ("duns", "12-345-6789", True),
        ("duns", "12345", False),
        ("eori", "DE1234567", True),
    ],
)
def test_identifiers(scheme: str, number: str, fits: bool) -> None:
    identifier = Identifier(scheme=scheme, number=number)
    assert (identifier.doubts == ()) is fits
    assert TypeAdapter(EnterpriseNumber).validate_python(number) == identifier.number


def test_an_identifier_says_its_register_in_a_word() -> None:
    with pytest.raises(ValidationError, match="must be a word such as customs"):
        Identifier(scheme="海关", number="3122961234")


def test_kinds_are_found_in_annotations() -> None:
    assert kind_of(Country) is COUNTRY
    assert kind_of(Country | None) is COUNTRY
    assert kind_of(tuple[InvoiceNumber, ...] | None) is INVOICE
    assert kind_of(str) is None


def test_schemas_are_json_schemas() -> None:
    properties = Filed.model_json_schema()["properties"]
    assert properties["id"]["type"] == "string"
    assert properties["id"]["description"] == "18 digits."
    assert properties["day"]["format"] == "date"
