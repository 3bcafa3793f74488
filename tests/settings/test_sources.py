"""Where settings come from, and what is said of those that cannot be."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Settings
from provenance.settings.names import PATHS, variable
from provenance.settings.sources import read
from provenance.words.table import Language


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for place in PATHS:
        monkeypatch.delenv(variable(place), raising=False)


def _file(text: str | bytes, name: str = "provenance.toml") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _sources(env: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return {one.name: one.source for one in read().all() if one.source}


def test_without_anything_set_all_are_the_defaults() -> None:
    found = read()
    assert found.settings() == Settings()
    assert [one.source for one in found.all()] == [""] * len(PATHS)
    assert all(one.description and one.value == one.default for one in found.all())


def test_the_nearest_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    _file(
        'store = "sqlite:///of-file"\nbatch = 5\nlineage_nodes = 700\n[webhooks]\ndeliver = false\n'
        'retry_s = 1\n[thresholds]\nsplit_days = 3\n[thresholds.recovery]\n"a -> b" = [0.5, 1]'
    )
    monkeypatch.setenv("PROVENANCE_BATCH", "6")
    monkeypatch.setenv("provenance_webhooks__retry_s", "2")
    monkeypatch.setenv("PROVENANCE_STORE", "sqlite:///of-environment")
    found = read({"store": "sqlite:///of-option", "log_format": None})
    made = found.settings()
    assert (made.store, made.batch, made.lineage_nodes) == ("sqlite:///of-option", 6, 700)
    assert (made.webhooks.deliver, made.webhooks.retry_s) == (False, 2)
    assert (made.thresholds.split_days, made.thresholds.recovery) == (3, {"a -> b": (0.5, 1.0)})
    assert {one.name: one.source for one in found.all() if one.source} == {
        "store": "--store",
        "batch": "PROVENANCE_BATCH",
        "lineage_nodes": "provenance.toml",
        "webhooks.deliver": "provenance.toml",
        "webhooks.retry_s": "PROVENANCE_WEBHOOKS__RETRY_S",
        "thresholds.split_days": "provenance.toml",
        "thresholds.recovery": "provenance.toml",
    }


def test_which_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    _file("batch = 1", "config/provenance/provenance.toml")
    assert read().settings().batch == 1
    _file("batch = 2")
    assert read().settings().batch == 2
    monkeypatch.setenv("PROVENANCE_CONFIG", str(_file("batch = 3", "named.toml")))
    assert read().settings().batch == 3
    assert read(file=_file(b"\xef\xbb\xbfbatch = 4", "other.toml")).settings().batch == 4


def test_the_login_of_neo4j_by_either_name(monkeypatch: pytest.MonkeyPatch) -> None:
    _file('neo4j_password = "of file"\nneo4j_user = "someone"')
    assert _sources({"NEO4J_PASSWORD": "s3cret"}, monkeypatch) == {
        "neo4j_user": "provenance.toml",
        "neo4j_password": "NEO4J_PASSWORD",
    }
    assert read().settings().neo4j_password.get_secret_value() == "s3cret"
    assert "s3cret" not in str(list(read().all()))


@pytest.mark.parametrize(
    "text", ["https://a.cn, https://b.cn,", '["https://a.cn", "https://b.cn"]']
)
def test_lists_are_json_or_parted_by_commas(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVENANCE_ORIGINS", text)
    assert read().settings().origins == ("https://a.cn", "https://b.cn")
    monkeypatch.setenv("PROVENANCE_WEBHOOKS__HOSTS", "a.cn,b.cn")
    assert read().settings().webhooks.hosts == ("a.cn", "b.cn")


def test_groups_may_be_json_and_what_is_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    env = {
        "PROVENANCE_WEBHOOKS": '{"deliver": false}',
        "PROVENANCE_WEBHOOKS__JITTER": "0.3",
        "PROVENANCE_THRESHOLDS__CONTENT": '{"oxide": [0.9, 1]}',
        "PROVENANCE_STORE": "",
    }
    assert _sources(env, monkeypatch) == {
        "webhooks.deliver": "PROVENANCE_WEBHOOKS",
        "webhooks.jitter": "PROVENANCE_WEBHOOKS__JITTER",
        "thresholds.content": "PROVENANCE_THRESHOLDS__CONTENT",
    }


WRONG = [
    ("PROVENANCE_BATCH", "many", "PROVENANCE_BATCH: 'many' is not a whole number; write such as"),
    ("PROVENANCE_BATCH", "0", "PROVENANCE_BATCH: '0' is less than 1; write such as 5000"),
    ("PROVENANCE_BATCH", "9" * 5_000, "is too large"),
    ("PROVENANCE_BATCH", "[" * 100_000, "is not a whole number"),
    ("PROVENANCE_TOLERANCE", "nan", "is not a number; write such as 0.005"),
    ("PROVENANCE_TOLERANCE", "0.5", "'0.5' is not less than 0.5"),
    ("PROVENANCE_WRITER_WAIT_S", "inf", "is not a number"),
    ("PROVENANCE_STORE_TIMEOUT_S", "0", "is not more than 0"),
    (
        "PROVENANCE_STORE",
        "ftp://x",
        "PROVENANCE_STORE: 'ftp://x' is no store: write sqlite:///PATH",
    ),
    ("PROVENANCE_STORE", "sqlite:///", "is no store"),
    ("PROVENANCE_STORE", "neo4j://", "is no store"),
    ("PROVENANCE_STORE", "bolt://host:port", "is no store"),
    ("PROVENANCE_STORE", "bolt://[::1", "is no store"),
    (
        "PROVENANCE_ORIGINS",
        "[oops",
        "PROVENANCE_ORIGINS: '[oops' is no origin of pages: write such",
    ),
    ("PROVENANCE_ORIGINS", '{"a": 1}', "PROVENANCE_ORIGINS: an object is no list"),
    ("PROVENANCE_ORIGINS", "https://a.cn/path", "is no origin of pages"),
    ("PROVENANCE_LOG_FORMAT", "xml", "'xml' is not 'text', 'json' or 'auto'"),
    ("PROVENANCE_WEBHOOKS", "x", "is no table: write one at a time, such as PROVENANCE_WEBHOOKS__"),
    ("PROVENANCE_WEBHOOKS", '{"deliver": 7}', "webhooks.deliver in PROVENANCE_WEBHOOKS: 7 is nei"),
    ("PROVENANCE_WEBHOOKS__DELIVR", "1", "there is no such setting; did you mean deliver?"),
    ("PROVENANCE_THRESHOLDS__SPLIT_DAYS", "x", "PROVENANCE_THRESHOLDS__SPLIT_DAYS: 'x' is not a w"),
    ("PROVENANCE_THRESHOLDS__SPLIT_DAYS", "-1", "SPLIT_DAYS: -1 is below 0"),
    ("PROVENANCE_THRESHOLDS__CONTENT", '{"ore": [2, 1]}', "CONTENT: ore: from 2 to 1 is no range"),
    ("PROVENANCE_THRESHOLDS__CONTENT", '{"ore": 1}', "1 is no list"),
    ("PROVENANCE_THRESHOLDS", "[", "is no table"),
]


@pytest.mark.parametrize(
    ("name", "value", "told"), WRONG, ids=[f"{n}-{v[:9]}" for n, v, _ in WRONG]
)
def test_of_the_environment(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(MisuseError) as refused:
        read().settings()
    assert told in str(refused.value)
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('stor = "x"', "stor in provenance.toml: there is no such setting; did you mean store?"),
        ("[webhook]\ndeliver = true", "webhook in provenance.toml: there is no such setting; did"),
        ("zzz = 1", "there are access, batch, findings_look_s"),
        ("batch = 'x'", "batch in provenance.toml: 'x' is not a whole number"),
        ("batch = 2026-01-01", "a date is not a whole number"),
        ("store = 5", "store in provenance.toml: 5 is no text"),
        ("neo4j_password = 4711", "neo4j_password in provenance.toml: … is no text"),
        ("webhooks = 3", "is no table"),
        ("origins = [1]", "origins in provenance.toml: 1 is no text"),
        ("batch == 4", "provenance.toml is no TOML: Invalid value (at line 1"),
        ("x = " + "[" * 99_999, "is no TOML"),
        ("# 稀土".encode("gb18030"), "provenance.toml are not UTF-8"),
        ("batch = 0\ntolerance = 1", "batch in provenance.toml: 0 is less than 1; write such as"),
    ],
)
def test_of_the_file(text: str | bytes, told: str) -> None:
    _file(text)
    with pytest.raises(MisuseError) as refused:
        read().settings()
    assert told in str(refused.value)
    assert "4711" not in str(refused.value)


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "no.toml", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(MisuseError, match=told):
            read(file=path)


def test_what_is_wrong_is_said_in_chinese() -> None:
    with pytest.raises(MisuseError) as refused:
        read({"store": "ftp://x"}).settings()
    assert refused.value.said(Language.ZH).startswith("--store：'ftp://x' 不是")
    assert isinstance(refused.value.message, Message)


@given(st.sampled_from(PATHS), st.text(st.characters(exclude_characters="\0", codec="utf-8")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_set_is_taken_or_refused_in_words(place: tuple[str, ...], text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(variable(place), text)
        told = ""
        try:
            read().settings()
        except MisuseError as refused:
            told = str(refused)
    assert not told or ".".join(place) in told or variable(place) in told


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ISSUER", "http://login.example.cn", "is no address: write such as https://login"),
        ("ISSUER", "https://u@login.example.cn", "is no address"),
        ("ISSUER", "https://login.example.cn?x", "is no address"),
        ("ISSUER", "login.example.cn", "is no address"),
        ("URL", "https://provenance.example.cn/path", "is no address"),
        ("URL", "http://10.0.0.5", "is no address"),
        ("KEY", "short", "PROVENANCE_ACCESS__KEY: … is too short: make one with openssl"),
        ("ALGORITHMS", "HS256", "is not "),
        ("ALGORITHMS", "none", "is not "),
        ("MODE", "closed", "is not 'open' or 'tokens'"),
        ("CLOCK_SKEW_S", "601", "is more than 600"),
    ],
)
def test_of_signing_in(monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str) -> None:
    monkeypatch.setenv(f"PROVENANCE_ACCESS__{name}", value)
    with pytest.raises(MisuseError) as refused:
        read().settings()
    assert told in str(refused.value)
    assert "short" not in str(refused.value).replace("too short", "")


def test_secrets_of_signing_in_are_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEY", "CLIENT_SECRET"):
        monkeypatch.setenv(f"PROVENANCE_ACCESS__{name}", "c4n4ry" * 8)
    assert "c4n4ry" not in repr(read().settings())
    assert "c4n4ry" not in repr(list(read().all()))
