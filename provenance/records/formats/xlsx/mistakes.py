"""What people get wrong in a workbook: each mistake named, with what to do about it.

Every sentence stands in Chinese and in English, for whoever fills the sheet and whoever helps.
"""

from typing import NamedTuple

from provenance.model.text import printable


class Mistake(NamedTuple):
    """What is wrong with a cell, and the remedy."""

    reason: str
    remedy: str


class CellError(ValueError):
    """A cell that does not say what it should."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.reason)
        self.mistake = mistake


def both(zh: str, en: str) -> str:
    """A sentence in both languages."""
    return f"{zh} / {en}"


def given(value: object) -> str:
    """A value as a message quotes it."""
    return f"“{printable(str(value), 40)}”"


def formula(text: str) -> Mistake:
    return Mistake(
        both(f"单元格里是公式 {text}，不是数值", f"a formula, {text}, instead of a value"),
        both(
            "复制该单元格，再“选择性粘贴 → 数值”",
            "copy the cell and paste it in place as a value",
        ),
    )


def error_value(value: object) -> Mistake:
    return Mistake(
        both(f"单元格是错误值 {value}", f"the error value {value}"),
        both("填写实际数值，不要引用别处", "type the value itself, without a reference"),
    )


def no_date(value: object) -> Mistake:
    return Mistake(
        both(f"日期写成了文本 {given(value)}", f"a date written as text, {given(value)}"),
        both(
            "把单元格格式改为“日期”后重新输入，如 2026-10-03",
            "set the cell's format to Date and type it again, such as 2026-10-03",
        ),
    )


def number_for_date(value: object) -> Mistake:
    return Mistake(
        both(f"应为日期，却是数字 {value}", f"a number, {value}, where a date belongs"),
        both(
            "把单元格格式改为“日期”后重新输入，如 2026-10-03",
            "set the cell's format to Date and type it again, such as 2026-10-03",
        ),
    )


def time_in_date(value: object) -> Mistake:
    return Mistake(
        both(f"日期带有时间 {value}", f"a time of day in a date, {value}"),
        both("只填日期，不填时间", "type the date alone"),
    )


def other_month(said: str, month: str) -> Mistake:
    return Mistake(
        both(f"{said} 不在本表月份 {month} 内", f"{said} is outside the workbook's month {month}"),
        both(
            f"改正日期，或把该记录填入 {said[:7]} 的表",
            f"correct it, or file the record with the workbook of {said[:7]}",
        ),
    )


def full_width(value: object) -> Mistake:
    return Mistake(
        both(f"{given(value)} 含有全角字符", f"{given(value)} has full-width characters"),
        both("切换到半角输入法后重新输入", "type it again with the half-width keyboard"),
    )


def unit_in_cell(value: object, unit: str, expected: str) -> Mistake:
    same = both(f"只填数字，单位是 {expected}", f"type the number alone; it is in {expected}")
    other = both(
        f"换算成 {expected} 后只填数字", f"convert it to {expected} and type the number alone"
    )
    return Mistake(
        both(f"单元格里带有单位“{unit}”：{value}", f"a unit in the cell, {unit}: {value}"),
        same if unit.casefold() in _SAME[expected] else other,
    )


_SAME = {"kg": {"kg", "公斤", "千克"}, "t": {"t", "吨"}, "1": set[str]()}


def thousands(value: object) -> Mistake:
    return Mistake(
        both(f"{given(value)} 是带千位分隔符的文本", f"{given(value)} is text with separators"),
        both(
            "去掉逗号和空格，只填数字，如 1200",
            "leave out the separators and type a number, such as 1200",
        ),
    )


def text_number(value: object) -> Mistake:
    return Mistake(
        both(f"数字 {given(value)} 存成了文本", f"the number {given(value)} is stored as text"),
        both(
            "把单元格格式改为“数值”后重新输入",
            "set the cell's format to Number and type it again",
        ),
    )


def no_number(value: object) -> Mistake:
    return Mistake(
        both(f"应为数字，却是 {given(value)}", f"{given(value)} where a number belongs"),
        both("只填数字，如 1200.5", "type a number alone, such as 1200.5"),
    )


def not_positive(value: object) -> Mistake:
    return Mistake(
        both(f"{value} 必须大于 0", f"{value} must be greater than 0"),
        both(
            "填写正数；退货、冲销请另立记录或在“撤回”表中撤回",
            "type a positive mass; what is undone is a return, or a row of the sheet Withdrawal",
        ),
    )


def below_zero(value: object) -> Mistake:
    return Mistake(
        both(f"{value} 不能小于 0", f"{value} must be 0 or more"),
        both("填写 0 或正数", "type 0 or a positive number"),
    )


def too_large(value: object, most: str) -> Mistake:
    return Mistake(
        both(f"{value} 超过上限 {most}", f"{value} is more than {most}"),
        both("检查单位和小数点", "look at the unit and the decimal point"),
    )


def percent(value: object) -> Mistake:
    return Mistake(
        both(f"配分 {value} 大于 1", f"the share {value} is more than 1"),
        both("填小数或百分比，如 0.16 或 16%", "type 0.16 or 16%, not 16"),
    )


def too_exact(value: object, decimals: int) -> Mistake:
    return Mistake(
        both(f"{value} 的小数超过 {decimals} 位", f"{value} has more than {decimals} decimals"),
        both(f"最多保留 {decimals} 位小数", f"give at most {decimals} decimals"),
    )


def spaces(value: object) -> Mistake:
    return Mistake(
        both(f"{given(value)} 前后有空格", f"{given(value)} begins or ends with a space"),
        both("删除前后的空格", "take the space away"),
    )


def unprintable(value: object) -> Mistake:
    return Mistake(
        both(f"{given(value)} 含有换行或控制字符", f"{given(value)} has a line break in it"),
        both("重新输入，只写在一行内", "type it again, on one line"),
    )


def digits_lost(value: object) -> Mistake:
    return Mistake(
        both(
            f"编号被存成了数字 {value}，15 位以后的数字已丢失",
            f"a number kept as {value}: what comes after 15 digits is lost",
        ),
        both(
            "把单元格格式改为“文本”，按单证重新输入全部数字",
            "set the cell's format to Text and type all digits again from the document",
        ),
    )


def zeros_lost(value: object) -> Mistake:
    return Mistake(
        both(
            f"编号存成了数字 {value}，前面的 0 可能已丢失",
            f"{value} is kept as a number: zeros in front of it would be lost",
        ),
        both(
            "把单元格格式改为“文本”后重新输入，如 007",
            "set the cell's format to Text and type it again, such as 007",
        ),
    )


def date_for_text(value: object) -> Mistake:
    return Mistake(
        both(f"应为文本，却成了日期 {value}", f"a date, {value}, where text belongs"),
        both(
            "把单元格格式改为“文本”后重新输入（如 3-1 会被改成日期）",
            "set the cell's format to Text and type it again (3-1 was taken for a date)",
        ),
    )


def date_for_number(value: object) -> Mistake:
    return Mistake(
        both(f"应为数字，却是日期 {value}", f"a date, {value}, where a number belongs"),
        both(
            "把单元格格式改为“数值”后重新输入",
            "set the cell's format to Number and type it again",
        ),
    )


def unknown_word(value: object, near: str | None, words: list[str]) -> Mistake:
    known = both("可填：" + "、".join(words), "choose one of them")
    return Mistake(
        both(f"没有 {given(value)} 这一项", f"{given(value)} is none of the words"),
        both(f"是否指“{near}”？", f"did you mean {near}?") if near else known,
    )


def as_models_say(reason: str) -> Mistake:
    return Mistake(
        both("内容不符合要求", reason),
        both("按英文说明改正", "correct it and file again"),
    )
