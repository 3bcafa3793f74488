"""One meaning for each number and code: what people write of it, read to the one value it has.

Each kind (`COUNTRY`) reads a text to its canonical value, with doubts, or refuses it; each type
(`Country`) is the same for pydantic's models. `filed` is for records, `asked` for questions.
"""

from provenance.model.codes.cleaning import cleaned, listed, unescaped
from provenance.model.codes.countries import COUNTRY, Country, country_name, same_country
from provenance.model.codes.currencies import CURRENCY, Currency
from provenance.model.codes.days import DATE, MONTH, PERIOD, Day, Month, Period
from provenance.model.codes.documents import (
    DECLARATION,
    INVOICE,
    DeclarationNumber,
    InvoiceNumber,
)
from provenance.model.codes.doubts import CodeRefusedError, Doubt
from provenance.model.codes.enterprises import (
    CREDIT_CODE,
    ENTERPRISE,
    SCHEMES,
    SUPPLIER,
    CreditCode,
    EnterpriseNumber,
    Identifier,
    Supplier,
)
from provenance.model.codes.goods import (
    CONTROL_CODE,
    CUSTOMS_CODE,
    ControlCode,
    CustomsCode,
    same_control_code,
    same_customs_code,
)
from provenance.model.codes.ids import (
    LICENCE,
    LOT,
    QUOTA,
    RECORD,
    LicenceNumber,
    LotId,
    QuotaNumber,
    RecordId,
)
from provenance.model.codes.places import REGION, Region, same_region
from provenance.model.codes.reading import NOTED, Given, Kind, Read
from provenance.model.codes.walking import doubts_in, kind_of

__all__ = [
    "CONTROL_CODE",
    "COUNTRY",
    "CREDIT_CODE",
    "CURRENCY",
    "CUSTOMS_CODE",
    "DATE",
    "DECLARATION",
    "ENTERPRISE",
    "INVOICE",
    "LICENCE",
    "LOT",
    "MONTH",
    "NOTED",
    "PERIOD",
    "QUOTA",
    "RECORD",
    "REGION",
    "SCHEMES",
    "SUPPLIER",
    "CodeRefusedError",
    "ControlCode",
    "Country",
    "CreditCode",
    "Currency",
    "CustomsCode",
    "Day",
    "DeclarationNumber",
    "Doubt",
    "EnterpriseNumber",
    "Given",
    "Identifier",
    "InvoiceNumber",
    "Kind",
    "LicenceNumber",
    "LotId",
    "Message",
    "Month",
    "Period",
    "QuotaNumber",
    "Read",
    "RecordId",
    "Region",
    "Supplier",
    "cleaned",
    "country_name",
    "doubts_in",
    "kind_of",
    "listed",
    "same_control_code",
    "same_country",
    "same_customs_code",
    "same_region",
    "unescaped",
]
