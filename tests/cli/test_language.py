"""The command line in Chinese: help, what is wrong with a command, and what it prints."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
import typer

from provenance.cli.language import EXAMPLE, asked_in, paragraphs
from provenance.cli.main import cli
from provenance.cli.usage import said_in_chinese
from provenance.words.table import Language, chinese, sentences_of
from tests.cli.run import Cli

CHINESE = Cli(env={"PROVENANCE_LANGUAGE": "zh", "COLUMNS": "400"})


def walk(command: Any, *names: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command by the words it is called with, the whole command line first."""
    yield names, command
    for name, below in getattr(command, "commands", {}).items():
        yield from walk(below, *names, name)


OF_TYPER = {
    "Example: ", "Usage: ", "[default: {}]", "[env var: {}]", "[required]", "Arguments", "Options",
    "Commands", "Show this message and exit.",
}  # fmt: skip
COMMANDS = dict(walk(typer.main.get_command(cli)))
every_command = pytest.mark.parametrize("names", COMMANDS, ids=" ".join)


def english_in(text: str) -> list[str]:
    """Three words of English in a row, which is a sentence; what is typed as it stands is none."""
    typed = r"(?:示例|用法)：.*|参见 .*|`[^`]*`|'[^']*'"
    return re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}", re.sub(typed, " ", text))


def told(names: tuple[str, ...]) -> Iterator[str]:
    """What the help of a command is made of, by paragraph."""
    command = COMMANDS[names]
    for one in (command, *command.params):
        for what in ("help", "epilog", "rich_help_panel"):
            if isinstance(text := getattr(one, what, None), str):
                yield from paragraphs(text)


@every_command
def test_all_help_has_its_chinese(names: tuple[str, ...]) -> None:
    english = [text for text in told(names) if not text.startswith(EXAMPLE)]
    assert [text for text in english if not chinese(text)] == []


def test_each_chinese_of_help_is_used() -> None:
    used = {text for names in COMMANDS for text in told(names)} | OF_TYPER
    assert [text for text in sentences_of("help") if text not in used] == []


@every_command
def test_help_is_chinese(names: tuple[str, ...]) -> None:
    code, out, err = CHINESE.run(*names, "--help")
    assert (code, err) == (0, "")
    assert english_in(out) == []
    assert "用法：" in out
    assert "显示本说明后退出" in out
    example = paragraphs(COMMANDS[names].epilog or EXAMPLE)[0]
    assert example.removeprefix(EXAMPLE) in out


@every_command
def test_a_wrong_option_is_told_in_chinese(names: tuple[str, ...]) -> None:
    code, _, err = CHINESE.run(*names, "--nonesuch")
    assert code == 2
    assert "没有选项 --nonesuch" in err
    assert english_in(err) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["verdct"], "没有命令 'verdct'。是否指 'verdict'？"),
        (["verdict"], "缺少参数 'KEY...'。"),
        (["simulate"], "缺少选项 '--out'。"),
        (["decide", "530120260000000042"], "缺少参数 'decision'。可选：hold, release, sample"),
        (["quotas", "--year", "x"], "'--year' 的值无效：应为整数"),
        (["serve", "--port", "99999"], "'--port' 的值无效：应不大于 65535"),
        (["review", "f", "--by"], "选项 '--by' 后须有值。"),
        (["cases", "more"], "多余的参数（more）"),
        (["findings", "--severity", "bad"], "'bad' 不在可选值之内：'critical', 'major',"),
        (["findings", "--from", "x"], "“x” 不是日期；写成 2026-03-05 这样"),
        (["audit", "--as-of", "x"], "'x' 不合格式：'%Y-%m-%d'"),
        (["restore", "/no/such"], "文件 '/no/such' 不存在。"),
        (["verdict", "--language", "fr"], "'fr' 不在可选值之内：'zh', 'en'"),
    ],
)
def test_what_is_wrong_with_a_command_is_told_in_chinese(words: list[str], said: str) -> None:
    code, _, err = CHINESE.run(*words)
    assert code == 2
    assert said in err
    assert english_in(err) == []


@pytest.mark.parametrize("form", sentences_of("usage"))
def test_every_form_of_a_mistake_is_told_with_its_facts(form: str) -> None:
    facts = {name: f"'{name}'" for _, name, *_ in Formatter().parse(form) if name}
    found = said_in_chinese(form.format(**facts))
    assert found != form.format(**facts)
    assert all(fact in found for fact in facts.values())


def test_what_typer_may_yet_say_stands() -> None:
    assert said_in_chinese("Something new.") == "Something new."


@pytest.mark.parametrize(
    ("words", "environment", "language", "others"),
    [
        (["verdict", "D1"], {}, "en", ["verdict", "D1"]),
        (["verdict", "D1"], {"LANG": "zh_CN.UTF-8"}, "zh", ["verdict", "D1"]),
        (["verdict"], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en", ["verdict"]),
        (["verdict"], {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "C"}, "zh", ["verdict"]),
        (["verdict"], {"PROVENANCE_LANGUAGE": "en", "LANG": "zh_CN"}, "en", ["verdict"]),
        (["verdict", "--language", "zh"], {}, "zh", ["--language", "zh", "verdict"]),
        (["--language=zh", "verdict"], {}, "zh", ["--language", "zh", "verdict"]),
        (["quotas", "--language"], {}, "en", ["quotas", "--language"]),
        (["search", "--", "--language", "zh"], {}, "en", ["search", "--", "--language", "zh"]),
        # A document has a language of its own.
        (["report", "monthly", "--language", "zh"], {}, "en", None),
        (["--language", "zh", "report", "--language", "en"], {}, "zh", None),
        (["search", "report", "--language", "zh"], {}, "zh", None),
    ],
)
def test_which_language_is_asked_for(
    words: list[str], environment: dict[str, str], language: str, others: list[str] | None
) -> None:
    found, rest = asked_in(words, environment)
    assert found is Language(language)
    assert others is None or rest == others
