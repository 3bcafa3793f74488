"""Whether two names may be of one firm: without legal forms, and only where they can be compared.

Names are shortened, and a firm changes its legal form; a name in another script tells nothing.
"""

import re
import unicodedata
from functools import lru_cache

from provenance.model.chinese import simplified
from provenance.model.text import fold

_MADE_UP = re.compile(r"\(\s*(?:合成|synthetic)\s*\)", re.IGNORECASE)
_CHINESE_FORMS = re.compile(
    "(?:集团)?(?:股份|有限责任|有限|特殊普通合伙|[总分子])*公司|集团|股份"
    "|(?:个人)?独资企业|(?:普通|有限)?合伙企业"
)
_WORKS = re.compile("(?:总|分)?厂$")
_PLACES = re.compile("(?<=..)(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)")
"""What a place is called in full, after its name: 包头市 is 包头."""

_LATIN_FORM = re.compile(
    "co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|lp|plc|pty|pte|pvt|sdn|bhd"
    "|gmbh|mbh|kg|kgaa|ohg|ag|se|sa|sas|sarl|spa|srl|bv|nv|oy|oyj|ab|as|asa|aps|kk|o?jsc|pjsc|ooo"
    "|group|holdings?|und|and"
)


def same_firm(one: str, other: str) -> bool | None:
    """Whether two names may be of one firm; None where nothing can be compared.

    A name that has the other in it, both without their legal forms, is a short form of it or a
    long one: it may be of the same. Names in different scripts, of a form alone or of one more
    character tell nothing.
    """
    if fold(one) == fold(other):
        return True
    short, long = sorted((_core(one), _core(other)), key=len)
    if not short:
        return None
    if short in long:
        return True if len(short) > 1 else None
    return False if _script(one) == _script(other) else None


@lru_cache(maxsize=8192)  # the same few firms are named on drum after drum
def _core(name: str) -> str:
    """What of a name is the firm's own: folded, without its legal forms."""
    plain = _MADE_UP.sub("", unicodedata.normalize("NFKC", name))
    if _script(name) == "CJK":
        own = _CHINESE_FORMS.sub("", simplified(fold(plain)))
        return _PLACES.sub("", _WORKS.sub("", own))
    # S.A. is SA, and L.L.C. is LLC; any other dot parts words.
    words = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain.casefold().replace("&", " "))
    own_words = [word for word in re.split(r"[\W_]+", words) if word]
    if own_words[:1] == ["the"]:
        del own_words[0]
    while own_words and _LATIN_FORM.fullmatch(own_words[-1]):
        own_words.pop()
    return fold("".join(own_words))


def _script(name: str) -> str | None:
    """The script of a name: Chinese where any of it is, else its first letter's; None of digits."""
    letters = [unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()]
    return "CJK" if "CJK" in letters else next(iter(letters), None)
