"""tools/neo4j_server.py, without a Neo4j: what it looks for, and what it would run."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tools import neo4j_server as tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCKER = {"docker": "28.2.2\n"}
JAVA = {"java": 'openjdk version "17.0.15" 2025-04-15\n'}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Pretend that these commands answer, that Maven is there or not, and NEO4J_URI unset."""

    def pretend(answers: dict[str, str], maven: bool = True) -> None:
        monkeypatch.delenv("NEO4J_URI", raising=False)
        monkeypatch.setattr(tool, "run", lambda *argv, **_: answers.get(argv[0], ""))
        monkeypatch.setattr("shutil.which", lambda name: name if maven else None)

    return pretend


@pytest.fixture
def scripted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], tool.JavaServer]]:
    """Make servers that are a line of Python instead of a Neo4j."""
    made = []

    def make(script: str) -> tool.JavaServer:
        server = tool.JavaServer(tmp_path)
        monkeypatch.setattr(server, "command", lambda: [sys.executable, "-c", script])
        made.append(server)
        return server

    yield make
    for server in made:
        server.close()


def test_a_uri_in_the_environment_comes_first_and_is_left_alone(
    machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(DOCKER | JAVA)
    monkeypatch.setenv("NEO4J_URI", "neo4j://graph.example:7687")
    monkeypatch.setenv("NEO4J_USER", "reader")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    server, why = tool.find()
    assert server
    assert (server.uri, server.user, server.password) == (
        "neo4j://graph.example:7687",
        "reader",
        "secret",
    )
    assert not server.owned
    assert "NEO4J_URI" in why
    for act in (server.start, server.stop, server.kill, server.close):
        act()


@pytest.mark.parametrize(
    ("answers", "maven", "kind"),
    [
        (DOCKER | JAVA, True, "DockerServer"),
        (JAVA, True, "JavaServer"),
        ({"java": 'openjdk version "25" 2025-09-16'}, True, "JavaServer"),
        (JAVA, False, "NoneType"),
        ({"java": 'java version "1.8.0_202"'}, True, "NoneType"),
        ({"java": 'openjdk version "11.0.2" 2019-01-15'}, True, "NoneType"),
        ({}, True, "NoneType"),
    ],
)
def test_then_docker_then_java_with_maven(
    machine: Callable[..., None], tmp_path: Path, answers: dict[str, str], maven: bool, kind: str
) -> None:
    machine(answers, maven)
    server, why = tool.find(tmp_path)
    assert type(server).__name__ == kind
    assert why


def test_finding_nothing_says_what_was_looked_for_and_what_helps(
    machine: Callable[..., None],
) -> None:
    machine({})
    server, why = tool.find()
    assert server is None
    for word in ("NEO4J_URI", "docker info", "Java 17", "Maven", "Start Docker", "install"):
        assert word in why
    assert "\n" not in why


def test_a_free_port_is_the_preferred_one_unless_it_is_taken() -> None:
    port = tool.free_port()
    assert tool.free_port(port) == port
    with socket.create_server(("127.0.0.1", 0)) as taken:
        other = taken.getsockname()[1]
        assert tool.free_port(other) != other


def test_the_configuration_is_bolt_on_loopback_and_nothing_else() -> None:
    lines = tool.CONF.format(port=17687).splitlines()
    assert "server.bolt.listen_address=127.0.0.1:17687" in lines
    assert "server.bolt.advertised_address=127.0.0.1:17687" in lines
    assert "server.http.enabled=false" in lines
    assert "server.https.enabled=false" in lines
    assert "dbms.usage_report.enabled=false" in lines
    assert "db.logs.query.enabled=OFF" in lines
    assert all(re.fullmatch(r"[a-z_.]+=\S+", line) for line in lines)


def test_a_container_listens_on_loopback_and_is_spoken_to_by_its_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[tuple[str, ...]] = []

    def run(*argv: str, **_: object) -> str:
        calls.append(argv)
        return "5.26-community: Pulling from library/neo4j\nf00d\n"

    monkeypatch.setattr(tool, "run", run)
    server = tool.DockerServer()
    assert server.command() == server.command() == ["docker", "start", "--attach", "f00d"]
    (create,) = calls
    assert create[-1] == tool.IMAGE
    assert f"-p127.0.0.1:{server.port}:7687" in create
    assert f"--env=NEO4J_server_bolt_advertised__address=127.0.0.1:{server.port}" in create
    assert "--env=NEO4J_server_bolt_listen__address=0.0.0.0:7687" in create
    assert "--env=NEO4J_dbms_usage__report_enabled=false" in create
    assert f"--env=NEO4J_AUTH=neo4j/{server.password}" in create
    server.close()
    assert calls[1:] == [("docker", "rm", "--force", "--volumes", "f00d")]
    assert not server.home.exists()


def test_a_given_directory_keeps_its_password_and_a_scratch_one_goes(tmp_path: Path) -> None:
    first, again, scratch = tool.JavaServer(tmp_path), tool.JavaServer(tmp_path), tool.JavaServer()
    assert first.password == again.password != scratch.password
    for server in (first, again, scratch):
        server.close()
    assert tmp_path.exists()
    assert not scratch.home.exists()


@pytest.mark.parametrize(
    ("mounted", "free", "in_memory"),
    [
        ("tmpfs {0} tmpfs rw,nosuid,nodev 0 0", 2 << 30, True),
        ("shm {0} tmpfs rw,size=65536k 0 0", (2 << 30) - 1, False),
        ("/dev/sda1 {0} ext4 rw 0 0", 4 << 30, False),
        ("tmpfs {0}/run tmpfs rw 0 0", 4 << 30, False),
        (None, 4 << 30, False),
    ],
)
def test_a_scratch_directory_lies_in_memory_where_there_is_room(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mounted: str | None,
    free: int,
    in_memory: bool,
) -> None:
    memory, mounts = tmp_path / "shm", tmp_path / "mounts"
    memory.mkdir()
    if mounted:
        mounts.write_text(f"proc /proc proc rw 0 0\n{mounted.format(memory)}\n")
    monkeypatch.setattr(tool, "MEMORY", memory)
    monkeypatch.setattr(tool, "MOUNTS", mounts)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    server, kept = tool.JavaServer(), tool.JavaServer(tmp_path / "kept")
    assert (server.home.parent == memory) is in_memory
    assert kept.home == tmp_path / "kept"
    server.close()
    kept.close()
    assert os.listdir(memory) == []


def test_the_jars_are_fetched_once_and_a_failure_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache, calls = tmp_path / "provenance", []

    def fails(*argv: str) -> str:
        raise RuntimeError("mvn failed: no route to host")

    def fetches(*argv: str) -> str:
        calls.append(argv[0])
        Path(argv[-1].partition("=")[2]).mkdir(parents=True)
        return ""

    def is_overtaken(*argv: str) -> str:
        (cache / f"neo4j-{version}" / "lib").mkdir(parents=True)
        (cache / f"neo4j-{version}" / "lib" / "first.jar").touch()
        return fetches(*argv)

    (version,) = re.findall(r"<neo4j.version>(5\.26\.\d+)<", tool.POM.read_text())
    monkeypatch.setattr(tool, "run", fails)
    with pytest.raises(RuntimeError, match="no route"):
        tool.fetch_jars()
    assert os.listdir(cache) == []
    monkeypatch.setattr(tool, "run", is_overtaken)
    lib = Path(tool.fetch_jars()).parent
    assert os.listdir(cache) == [f"neo4j-{version}"]
    assert os.listdir(lib) == ["first.jar"]
    monkeypatch.setattr(tool, "run", fetches)
    tool.fetch_jars()
    assert calls == ["mvn"]


def test_it_starts_stops_and_starts_again(scripted: Callable[[str], tool.JavaServer]) -> None:
    server = scripted("print('INFO  Started.', flush=True); import time; time.sleep(60)")
    for end in (server.stop, server.kill, server.close):
        server.start()
        first = server.process
        server.start()
        assert server.process is first
        assert server.running()
        end()
        assert not server.running()
        end()


def test_one_that_ends_while_starting_shows_the_end_of_its_log(
    scripted: Callable[[str], tool.JavaServer],
) -> None:
    server = scripted("print('x' * 9000, 'Address already in use')")
    with pytest.raises(RuntimeError, match="Address already in use") as caught:
        server.start()
    assert server.uri in str(caught.value)
    assert len(str(caught.value)) < 4000


def test_a_command_that_fails_says_why_unless_it_was_only_a_try() -> None:
    with pytest.raises(RuntimeError, match="oh dear"):
        tool.run(sys.executable, "-c", "raise SystemExit('oh dear')")
    with pytest.raises(RuntimeError, match="no-such-command failed"):
        tool.run("no-such-command")
    assert tool.run("no-such-command", patience=1) == ""
    assert tool.run(sys.executable, "-c", "import time; time.sleep(9)", patience=0.1) == ""
