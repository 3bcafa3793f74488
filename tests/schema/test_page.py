"""How the page is served: to whom, under which policy, and what is said where it is not built."""

import gzip
from pathlib import Path

import pytest

from provenance.cli import serve
from provenance.schema.page import files
from provenance.schema.page.routes import VIEWS, unbuilt
from provenance.words.table import Language
from tests.schema.api import Api

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = b"export const answer = 42;\n" * 100


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that consists of three files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>page</title>", "utf-8")
    (tmp_path / "assets" / "index-Bf1.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "icon-Bf2.png").write_bytes(b"\x89PNG")
    (tmp_path / "built-from").write_text("hash", "utf-8")
    monkeypatch.setattr(files, "FOLDER", tmp_path)
    _forget()
    return tmp_path


def _forget() -> None:
    files._read.cache_clear()
    files._names.cache_clear()


@pytest.fixture(autouse=True)
def forgotten() -> object:
    yield
    _forget()


async def test_browsers_get_the_page_and_programs_the_words(api: Api, folder: Path) -> None:
    page = await api.http.get("/", headers=HTML)
    assert (page.status_code, page.text) == (200, "<!doctype html><title>page</title>")
    words = await api.http.get("/", headers={"accept": "*/*"})
    assert words.headers["content-type"] == "text/plain; charset=utf-8"
    assert "POST GraphQL" in words.text
    assert page.headers["vary"] == words.headers["vary"] == "Accept"


@pytest.mark.parametrize("path", [*VIEWS, "lots/91%2FLOT-001", "records/LOT/a%2Fb", "findings/7"])
async def test_every_view_is_answered_with_the_page(api: Api, folder: Path, path: str) -> None:
    page = await api.http.get(f"/{path}?lang=zh")
    assert (page.status_code, page.text) == (200, "<!doctype html><title>page</title>")
    assert page.headers["cache-control"] == "no-cache"
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert not {"unsafe", "http:", "https:", "*"} & set(policy.replace("-", " ").split())


async def test_assets_are_compressed_and_kept_for_ever(api: Api, folder: Path) -> None:
    found = await api.http.get("/assets/index-Bf1.js", headers={"accept-encoding": "gzip"})
    assert found.content == SCRIPT
    assert found.headers["content-encoding"] == "gzip"
    assert found.headers["content-length"] == str(len(gzip.compress(SCRIPT, 9, mtime=0)))
    assert found.headers["content-type"].startswith("text/javascript")
    assert "immutable" in found.headers["cache-control"]
    plain = await api.http.get("/assets/index-Bf1.js", headers={"accept-encoding": "identity"})
    assert (plain.content, "content-encoding" in plain.headers) == (SCRIPT, False)
    image = await api.http.get("/assets/icon-Bf2.png", headers={"accept-encoding": "gzip"})
    assert image.headers["content-type"] == "image/png"
    assert "content-encoding" not in image.headers


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/none.js", "/assets/..%2Fbuilt-from", "/assets/%2e%2e/built-from", "/built-from"),
        *("/assets/", "/index.html", "/assets/%2Fetc%2Fpasswd"),
    ],
)
async def test_nothing_else_is_a_file(api: Api, folder: Path, path: str) -> None:
    found = await api.http.get(path)
    assert found.status_code == 404
    assert found.json()["errors"][0]["extensions"]["code"] == "MISUSE"


async def test_without_a_page_it_is_said_how_to_build_it(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(files, "FOLDER", tmp_path / "provenance" / "page")
    _forget()
    page = await api.http.get("/lots/A", headers=HTML)
    assert page.status_code == 503
    assert "pip install" in page.text
    assert "页面尚未构建" in page.text
    assert (await api.http.get("/assets/index-Bf1.js")).status_code == 404
    assert (await api.http.get("/")).status_code == 200
    words = unbuilt()
    assert words is not None
    assert words.said(Language.EN) in page.text.replace("&#x27;", "'")
    assert serve.unbuilt is unbuilt
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "package.json").write_text("{}", "utf-8")
    assert "make page" in (await api.http.get("/", headers=HTML)).text
