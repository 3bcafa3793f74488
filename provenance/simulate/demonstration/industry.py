"""Who there is: four real groups with made-up codes, and made-up firms in real counties.

Irregularities are planted only in firms without a group: nobody real is accused of anything.
"""

from provenance.simulate.book import Book
from provenance.simulate.holdings import Firm
from provenance.simulate.identifiers import credit_code
from provenance.simulate.paperwork import register

# Groups: key, name, name in English, city (GB/T 2260), what they are also called.
_GROUPS = (
    ("CREG", "中国稀土集团有限公司", "China Rare Earth Group", "360700", ("中国稀土集团",)),
    (
        "NREG",
        "中国北方稀土（集团）高科技股份有限公司",
        "China Northern Rare Earth Group",
        "150200",
        ("北方稀土",),
    ),
    ("XTC", "厦门钨业股份有限公司", "Xiamen Tungsten", "350200", ("厦门钨业", "厦钨")),
    (
        "GDRE",
        "广东省稀土产业集团有限公司",
        "Guangdong Rare Earth Industry Group",
        "440100",
        ("广东稀土",),
    ),
)

# Firms: key, name, name in English, county, roles, group. Each name is a county and a trade.
_FIRMS = (
    ("BYO", "白云鄂博稀土矿业", "Bayan Obo Rare Earth Mining", "150206", "mining", "NREG"),
    ("MNM", "冕宁稀土矿业", "Mianning Rare Earth Mining", "513433", "mining", "CREG"),
    ("DCM", "德昌稀土矿业", "Dechang Rare Earth Mining", "513424", "mining", "CREG"),
    ("WSM", "微山稀土矿业", "Weishan Rare Earth Mining", "370826", "mining", "CREG"),
    ("LNM", "龙南离子矿业", "Longnan Ionic Mining", "360783", "mining", "CREG"),
    ("DNM", "定南离子矿业", "Dingnan Ionic Mining", "360728", "mining", "CREG"),
    ("XWM", "寻乌离子矿业", "Xunwu Ionic Mining", "360734", "mining", "CREG"),
    ("XFM", "信丰离子矿业", "Xinfeng Ionic Mining", "360722", "mining", "CREG"),
    ("AYM", "安远离子矿业", "Anyuan Ionic Mining", "360726", "mining", "CREG"),
    ("JHM", "江华离子矿业", "Jianghua Ionic Mining", "431129", "mining", "CREG"),
    ("CTM", "长汀离子矿业", "Changting Ionic Mining", "350821", "mining", "XTC"),
    ("PYM", "平远离子矿业", "Pingyuan Ionic Mining", "441426", "mining", "GDRE"),
    ("LPB", "连平钨锡矿业", "Lianping Tungsten and Tin Mining", "441623", "mining", None),
    ("DC2", "德昌二号矿", "Dechang No. 2 Mine", "513424", "mining", None),
    ("KDS", "昆都仑稀土分离", "Kundulun Separation", "150203", "separation", "NREG"),
    ("JYS", "九原稀土分离", "Jiuyuan Separation", "150207", "separation", "NREG"),
    ("MNS", "冕宁稀土分离", "Mianning Separation", "513433", "separation", "CREG"),
    ("DCS", "德昌稀土分离", "Dechang Separation", "513424", "separation", "CREG"),
    ("WSS", "微山稀土分离", "Weishan Separation", "370826", "separation", "CREG"),
    ("LNS", "龙南稀土分离", "Longnan Separation", "360783", "separation", "CREG"),
    ("DNS", "定南稀土分离", "Dingnan Separation", "360728", "separation", "CREG"),
    ("JHS", "江华稀土分离", "Jianghua Separation", "431129", "separation", "CREG"),
    ("QNS", "全南稀土分离", "Quannan Separation", "360729", "separation", "CREG"),
    ("CTS", "长汀稀土分离", "Changting Separation", "350821", "separation", "XTC"),
    ("PYS", "平远稀土分离", "Pingyuan Separation", "441426", "separation", "GDRE"),
    ("DN2", "定南第二分离厂", "Dingnan Second Separation Works", "360728", "separation", None),
    ("BTA", "九原稀土金属", "Jiuyuan Rare Earth Metals", "150207", "metal", "NREG"),
    ("GXA", "赣县稀土金属", "Ganxian Rare Earth Metals", "360704", "metal", "CREG"),
    ("CTA", "长汀稀土金属", "Changting Rare Earth Metals", "350821", "metal", "XTC"),
    ("KDG", "昆都仑磁材", "Kundulun Magnets", "150203", "magnet export", "NREG"),
    ("GXG", "赣县磁材", "Ganxian Magnets", "360704", "magnet export", None),
    ("XFR", "信丰稀土回收", "Xinfeng Rare Earth Recycling", "360722", "recycling", None),
    ("AYR", "安远稀土回收", "Anyuan Rare Earth Recycling", "360726", "recycling", None),
    ("BTT", "九原稀土贸易", "Jiuyuan Rare Earth Trading", "150207", "trade", None),
    ("GXT", "赣县稀土贸易", "Ganxian Rare Earth Trading", "360704", "trade", None),
    ("LNT", "龙南稀土贸易", "Longnan Rare Earth Trading", "360783", "trade", None),
    ("XWT", "寻乌稀土贸易", "Xunwu Rare Earth Trading", "360734", "trade", None),
    ("GXC", "赣县废旧物资", "Ganxian Scrap Collection", "360704", "trade", None),
    ("GXU", "赣县功能材料", "Ganxian Functional Materials", "360704", "trade", None),
    ("KDE", "昆都仑进出口", "Kundulun Import and Export", "150203", "trade export", None),
    ("LNE", "龙南进出口", "Longnan Import and Export", "360783", "trade export", None),
    ("CTE", "长汀进出口", "Changting Import and Export", "350821", "trade export", None),
    ("QNI", "全南矿产进口", "Quannan Minerals Import", "360729", "trade import", None),
    ("LCI", "陇川边境贸易", "Longchuan Border Trade", "533124", "trade import", None),
    ("XFB", "信丰报关服务", "Xinfeng Customs Brokers", "360722", "trade", None),
    # Named on no list and holding no quota: where the planted unlawful material comes from.
    ("LPX", "连平山场", "Lianping Hillside Works", "441623", "mining", None),
    ("AYX", "安远山场", "Anyuan Hillside Works", "360726", "mining", None),
    ("QNX", "全南作坊", "Quannan Workshop", "360729", "separation", None),
)


_LAST_USERS = ("GXC", "GXU")
"""Whose goods are not followed further: who collects scrap, and who uses oxides up."""

GROUP_KEYS = {name_en: key for key, _, name_en, _, _ in _GROUPS}
"""The groups' keys by the name `group_quotas.csv` gives them."""


def cast(book: Book) -> dict[str, Firm]:
    """Puts every enterprise on record, groups first; by key, with which ids of its lots begin."""
    firms: dict[str, Firm] = {}
    for key, name, name_en, city, aliases in _GROUPS:
        code = credit_code(city, book.number("firm"))
        roles = ("mining", "separation")
        firms[key] = register(book, Firm(key, code, name, name_en, city, roles, aliases=aliases))
    for key, name, name_en, county, roles_, group in _FIRMS:
        firm = Firm(
            key,
            credit_code(county, book.number("firm")),
            f"{name}（合成）",
            f"{name_en} (synthetic)",
            county,
            tuple(roles_.split()),
            firms[group] if group else None,
        )
        firm.keeps = key not in _LAST_USERS
        firms[key] = register(book, firm)
    return firms
