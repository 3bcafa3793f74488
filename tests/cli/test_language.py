"""The command line in Chinese: help, what is wrong with a command, and what it prints."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from provenance.cli.language import EXAMPLE, asked_in, paragraphs
from provenance.model.recognised import said_in_chinese
from provenance.words.table import Language, chinese, sentences_of
from tests.cli.commands import command_line
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
COMMANDS = dict(walk(command_line()))
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
        (["template"], "缺少参数 'enterprise'；"),
        (["simulate"], "缺少选项 '--out'；"),
        (["decide", "530120260000000042"], "缺少参数 'decision'。可选：hold, release, sample"),
        (["quotas", "--year", "x"], "'--year' 的值无效：应为整数"),
        (["serve", "--port", "99999"], "'--port' 的值无效：应不大于 65535"),
        (["review", "f", "--by"], "选项 '--by' 后须有值；"),
        (["cases", "more"], "多余的参数（more）"),
        (["findings", "--severity", "bad"], "'bad' 不在可选值之内：'critical', 'major',"),
        (["findings", "--from", "x"], "“x” 不是日期；写成 2026-03-05 这样"),
        (["audit", "--as-of", "x"], "'x' 不合格式：'%Y-%m-%d'"),
        (["restore", "/no/such"], "文件 '/no/such' 不存在；"),
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
    found = said_in_chinese(form.format(**facts), "usage")
    assert found != form.format(**facts)
    assert all(fact in found for fact in facts.values())


@pytest.mark.parametrize("form", sentences_of("rejections"))
def test_every_form_of_a_rejection_is_told_by_its_own_sentence(form: str) -> None:
    facts = {name: f"<{name}>" for _, name, *_ in Formatter().parse(form) if name}
    found = said_in_chinese(form.format(**facts), "rejections", "doubts")
    assert found == (chinese(form) or "").format(**facts)


def test_what_typer_may_yet_say_stands() -> None:
    assert said_in_chinese("Something new.", "usage") == "Something new."


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


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """Asking in Chinese of a store in which nothing is."""
    path = tmp_path_factory.mktemp("empty") / "s.sqlite"
    return Cli(f"sqlite:///{path}", CHINESE.env).on_empty_store()


@pytest.mark.parametrize(
    "words",
    [
        ["verdict", "D1"],
        ["verdict", "D1", "--declaration"],
        ["lineage", "D1"],
        ["exposure", "D1"],
        ["paths", "D1", "D2"],
        ["review", "f", "--confirm", "--by", "王", "--reason", "属实"],
        ["decide", "530120260000000042", "hold", "--by", "王", "--reason", "待查"],
        ["watch", "test", "w"],
        ["watch", "remove", "w"],
    ],
    ids=" ".join,
)
def test_what_is_not_on_record_is_told_in_chinese(empty: Cli, words: list[str]) -> None:
    code, out, err = empty.run(*words)
    assert code == 4
    assert "没有" in err
    assert english_in(out + err) == []


@pytest.mark.parametrize(
    "words",
    [
        ["search", "zz"],
        ["findings"],
        ["suspicious"],
        ["targets"],
        ["cases"],
        ["credit"],
        ["seizures"],
        ["balance", "--year", "2026"],
        ["quotas"],
        ["quotas", "--indicators"],
        ["utilisation", "--year", "2026"],
        ["reporting", "--month", "2026-10"],
        ["rejected"],
        ["status"],
        ["audit"],
        ["watch", "list"],
    ],
    ids=" ".join,
)
def test_an_empty_answer_is_chinese(empty: Cli, words: list[str]) -> None:
    _, out, err = empty.run(*words)
    assert english_in(out + err) == []


def test_what_is_done_is_told_in_chinese(tmp_path: Path) -> None:
    chinese_at = Cli(f"sqlite:///{tmp_path / 's.sqlite'}", CHINESE.env)
    files = [str(tmp_path / name) for name in ("w.jsonl", "t.jsonl", "copy.sqlite")]
    told = CHINESE.run("simulate", "--lots", "40", "--out", files[0], "--truth", files[1])[1]
    told += chinese_at.run("check", files[0])[1]
    told += chinese_at.run("ingest", files[0])[1]
    told += chinese_at.run("backup", "--out", files[2])[1]
    told += chinese_at.run("upgrade")[1]
    told += chinese_at.run("watch", "add", "https://example.org/hook", "--by", "王")[1]
    again = Cli(f"sqlite:///{tmp_path / 'again.sqlite'}", CHINESE.env)
    told += again.run("restore", files[2])[1]
    for sentence in (
        "可入库",
        "已入库",
        "已核算",
        "项：新发现问题",
        "已写入",
        "已是当前格式",
        "密钥",
        "已恢复为",
    ):
        assert sentence in told
    assert english_in(told) == []


def test_why_lines_are_rejected_is_told_in_chinese(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"record": "x"}\n{"record": "quota", "id": "Q", "year": "n"}\nno\n', "utf-8")
    cli = Cli(f"sqlite:///{tmp_path / 's.sqlite'}", CHINESE.env).on_empty_store()
    _, checked, _ = cli.run("check", str(bad))
    assert cli.run("ingest", str(bad))[0] == 1
    _, listed, _ = cli.run("rejected")
    for told in (checked, listed):
        assert "不是已知的记录种类" in told
        assert "此行不是 JSON：" in told
        assert "此记录另有" in told
