"""What people get wrong about rows, columns and records of a workbook, each with its remedy."""

from provenance.records.formats.xlsx.mistakes import Mistake, both, given


def merged(area: str) -> Mistake:
    return Mistake(
        both(f"{area} 是合并单元格", f"{area} are merged cells"),
        both("取消合并，每一格分别填写", "unmerge them and fill in each cell"),
    )


def missing(column: str) -> Mistake:
    return Mistake(
        both(f"必填项“{column}”为空", f"{column} is required and empty"),
        both("填写此格；若此行不是记录，请删除整行", "fill it in, or delete the row"),
    )


def swapped(value: object, column: str, other: str, there: str) -> Mistake:
    return Mistake(
        both(
            f"与 {there}“{other}”填反了：{given(value)} 不是“{column}”",
            f"swapped with {there}: {given(value)} is no {column} but a {other}",
        ),
        both(f"与 {there} 互换内容", f"exchange it with {there}"),
    )


def repeated(number: object, row: int, same: bool) -> Mistake:
    what = ("，内容相同", "the same") if same else ("，内容不同", "other content")
    return Mistake(
        both(
            f"编号 {given(number)} 与第 {row} 行重复{what[0]}",
            f"{given(number)} is the number of row {row} too, with {what[1]}",
        ),
        both("改用新编号，或删除多余的一行", "give it a number of its own, or delete the row"),
    )


def apart(number: object, row: int) -> Mistake:
    return Mistake(
        both(
            f"编号 {given(number)} 在第 {row} 行已用过，中间隔着别的记录",
            f"{given(number)} was used in row {row} already, with other records in between",
        ),
        both(
            "同一记录的各行放在一起；另一记录请改用新编号",
            "keep a record's rows together; another record needs a number of its own",
        ),
    )


def differs(column: str, value: object, first: object, there: str) -> Mistake:
    return Mistake(
        both(
            f"同一编号的“{column}”不一致：{given(value)}，而 {there} 是 {given(first)}",
            f"{column} is {given(value)} here and {given(first)} in {there}, of one record",
        ),
        both(
            "一条记录各行须一致，或留空；另一记录请改用新编号",
            "make them agree or leave it empty; another record needs a number of its own",
        ),
    )


def nothing_in_row() -> Mistake:
    return Mistake(
        both("此行没有批次", "the row names no lot"),
        both("填写批号和质量，或删除此行", "name a lot and its mass, or delete the row"),
    )


def stray_row() -> Mistake:
    return Mistake(
        both("表格下方有多余的行（合计、备注等）", "a row under the table, such as a total"),
        both(
            "删除此行，表中只留记录",
            "delete it: only records may stand in the sheet",
        ),
    )


def above_header() -> Mistake:
    return Mistake(
        both("列名行上方填有内容（可能排序时移上去了）", "content above the names of the columns"),
        both("移到列名行下方，或删除", "move it below them, or delete it"),
    )


def not_here(zh: str, en: str, kind: str) -> Mistake:
    return Mistake(
        both(f"{kind} 不填“{zh}”", f"{kind} has no {en}"),
        both("清空此格", "empty the cell"),
    )


def beyond_columns() -> Mistake:
    return Mistake(
        both("此列没有列名，却填有内容", "the cell stands under no name of a column"),
        both("补上列名，或删除此列内容", "write the column's name above it, or delete it"),
    )


def unknown_column(name: object, near: str | None) -> Mistake:
    hint = both(f"是否指“{near}”？", f"did you mean {near}?") if near else ""
    return Mistake(
        both(f"本表没有名为 {given(name)} 的列", f"{given(name)} is no column of this sheet"),
        hint or both("按模板恢复列名，或删除此列", "restore the template's name, or delete it"),
    )


def missing_column(name: str) -> Mistake:
    return Mistake(
        both(f"找不到列“{name}”，列名被改或被删", f"the column {name} was renamed or deleted"),
        both(f"把列名改回“{name}”", f"write {name} above the column again"),
    )


def column_twice(name: str, other: str) -> Mistake:
    return Mistake(
        both(f"列“{name}”出现两次，另见 {other}", f"the column {name} is there twice, see {other}"),
        both("删除其中一列", "delete one of them"),
    )


def no_header() -> Mistake:
    return Mistake(
        both("找不到列名行", "the row with the names of the columns is missing"),
        both("从模板复制列名行", "copy it from the template"),
    )


def gone(kind: str, number: str, sheet: str) -> Mistake:
    return Mistake(
        both(
            f"已登记的{kind} {number} 在“{sheet}”中被删除",
            f"{kind} {number} is on record and its row in {sheet} is gone",
        ),
        both(
            "恢复该行；确需作废的，在“撤回 Withdrawal”中注明原因",
            "put the row back, or say in the sheet 撤回 Withdrawal why it is void",
        ),
    )


def unknown_sheet(name: str, sheets: list[str]) -> Mistake:
    return Mistake(
        both(f"工作表 {given(name)} 不是模板中的表", f"{given(name)} is no sheet of the template"),
        both(
            "改回模板中的名称（" + "、".join(sheets) + "），或删除此表",
            "give it its name in the template again, or delete the sheet",
        ),
    )


def other_filer(filer: str | None, enterprise: str) -> Mistake:
    return Mistake(
        both(
            f"填报企业是 {filer}，表中企业是 {enterprise}",
            f"filed for {filer}, but it is the workbook of {enterprise}",
        ),
        both("以表中企业的名义填报", "file it for the enterprise it was made for"),
    )
