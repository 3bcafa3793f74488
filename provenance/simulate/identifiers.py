"""Numbers that are well-formed and plainly made up: nobody real can bear one."""

from stdnum.cn import uscc

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LETTER_A = 10
_LETTERS = "ABCDEFGHJKLMNPQRTUWXY"
"""Letters of a credit code: those that look like digits are left out."""
_CHARACTERS = "0123456789" + _LETTERS
_DECIMAL_SERIALS = 10_000


def credit_code(region: str, serial: int) -> str:
    """A unified social credit code (GB 32100) with a right check digit, for serials below 600,000.

    Its organisation code begins with XXXX, which no register gives out, and has a right check
    digit of its own (GB 11714).
    """
    body = f"XXXX{_four(serial)}"
    code = f"91{region}{body}{_organisation_check_digit(body)}"
    return code + uscc.calc_check_digit(code)


def customs_code(district: str, serial: int) -> str:
    """Ten digits: customs district, 99 for an economic zone there is not, and a serial."""
    return f"{district}99{serial:04d}"


def declaration_number(customs: str, year: int, direction: str, serial: int) -> str:
    """18 digits: office, year, 1 for import or 0 for export, and a serial.

    The serial begins with 99, higher than any office counts in a year.
    """
    return f"{customs}{year}{1 if direction == 'import' else 0}99{serial:07d}"


def invoice_number(year: int, region: str, serial: int) -> str:
    """20 digits: year, province of the seller, and a serial that begins with 999."""
    return f"{year % 100:02d}{region[:2]}999{serial:013d}"


def _four(serial: int) -> str:
    """Four digits; beyond 9999 a letter and three characters."""
    if serial < _DECIMAL_SERIALS:
        return f"{serial:04d}"
    rest, text = serial - _DECIMAL_SERIALS, ""
    for _ in range(3):
        rest, place = divmod(rest, len(_CHARACTERS))
        text = _CHARACTERS[place] + text
    return _LETTERS[rest] + text


def _organisation_check_digit(body: str) -> str:
    values = (int(c) if c.isdigit() else ord(c) - ord("A") + _LETTER_A for c in body)
    total = sum(v * w for v, w in zip(values, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
