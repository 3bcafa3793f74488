"""Find or start a real Neo4j, with Docker or without: for the tests and for ``make neo4j``.

``find()`` looks at NEO4J_URI, then for Docker, then for Java and Maven, and says in a sentence what
it chose or missed. Nothing runs before ``start()``, and ``close()`` leaves nothing behind. Whatever
fails is a RuntimeError that says why. As a command it runs a server until Ctrl-C.
"""

from __future__ import annotations

import argparse
import atexit
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

POM = Path(__file__).with_name("neo4j-pom.xml")
IMAGE = "neo4j:5.26-community"
NOTHING = (
    "No Neo4j: NEO4J_URI is not set, no Docker engine answers `docker info`, and there is no Java "
    "17 or newer with Maven. Start Docker, or install Java and Maven, or set NEO4J_URI."
)
READY = """Neo4j runs until Ctrl-C; its data are kept in {0.home}. In another terminal:
  export NEO4J_URI={0.uri}
  export NEO4J_USER={0.user}
  export NEO4J_PASSWORD={0.password}
  provenance ingest records.jsonl --store "$NEO4J_URI\""""
# Bolt alone, on loopback, reporting to nobody. Preallocated logs would take half a gigabyte, and
# the quiet period would make every stop last ten seconds.
CONF = """\
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
db.logs.query.enabled=OFF
db.tx_log.preallocate=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


def free_port(preferred: int = 0) -> int:
    """Return the preferred loopback port if nothing listens on it, else one that is free."""
    try:
        with socket.create_server(("127.0.0.1", preferred)) as listening:
            return int(listening.getsockname()[1])
    except OSError:
        return free_port()


def run(*argv: str, probe: bool = False, **env: str) -> str:
    """Run a command and return what it printed; as a probe, nothing if it fails or hangs."""
    out, err, env = subprocess.PIPE, subprocess.STDOUT, {**os.environ, **env}
    limit = 10 if probe else None
    try:
        done = subprocess.run(argv, stdout=out, stderr=err, env=env, timeout=limit, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        if probe:
            return ""
        said = getattr(error, "output", None) or str(error).encode()
        raise RuntimeError(f"{argv[0]} failed: {said[-2000:].decode(errors='replace')}") from error
    return done.stdout.decode(errors="replace")


def cached_lib() -> Path:
    """Return where the jars of the version in the pom are kept, whether they are there or not."""
    found = re.search(r"<neo4j\.version>(.+?)</", POM.read_text(encoding="utf-8"))
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "provenance" / f"neo4j-{found[1] if found else 'unknown'}" / "lib"


def fetch_jars() -> str:
    """Return the class path of Neo4j's jars, fetched by Maven (125 MB) the first time."""
    lib = cached_lib()
    if not lib.is_dir():
        print(f"fetching {lib.parent.name} with Maven, this once", file=sys.stderr, flush=True)
        lib.parents[1].mkdir(parents=True, exist_ok=True)
        # Only what is whole gets the name: a fetch that is killed leaves nothing half-made there,
        # and of two at once the second finds the name taken and uses what the first one fetched.
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=lib.parents[1]) as scratch:
            goal = ["dependency:copy-dependencies", "-DincludeScope=runtime"]
            run("mvn", "-BCf", str(POM), *goal, f"-DoutputDirectory={scratch}/neo4j/lib")
            with suppress(OSError):
                Path(scratch, "neo4j").rename(lib.parent)
    return str(lib / "*")


class Server:
    """A Neo4j; one from NEO4J_URI is not ``owned``: start, stop, kill and close leave it alone."""

    owned = False
    process: subprocess.Popen[bytes] | None = None

    def __init__(self, uri: str, user: str, password: str) -> None:
        self.uri, self.user, self.password = uri, user, password

    def running(self) -> bool:
        """Say whether there is a process of ours, answering or not."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it, or start it again with its data, and return when it answers."""

    def stop(self, how: str = "terminate") -> None:
        """Stop it in good order, keeping its data."""
        if self.process and self.running():
            getattr(self.process, how)()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        """Stop it as a power cut would, keeping its data."""
        self.stop("kill")

    def close(self) -> None:
        """Stop it and remove its data, unless it was given a directory for them."""
        self.stop()


class JavaServer(Server):
    """A Java process on one loopback port, with its files in one directory."""

    owned = True

    def __init__(self, home: Path | None = None, port: int = 0) -> None:
        self.port, self.scratch = free_port(port), home is None
        self.home = home.resolve() if home else Path(tempfile.mkdtemp(prefix="provenance-neo4j-"))
        (self.home / "data").mkdir(parents=True, exist_ok=True)
        secret = self.home / "password"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(os.urandom(12).hex())
        super().__init__(f"bolt://127.0.0.1:{self.port}", "neo4j", secret.read_text())
        atexit.register(self.close)

    def command(self) -> list[str]:
        """Prepare what the server needs and return the command that runs it."""
        jars, home = fetch_jars(), str(self.home)
        (self.home / "neo4j.conf").write_text(CONF.format(port=self.port))
        if not (self.home / "data" / "databases").exists():  # later it would change nothing
            admin = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password"]
            run("java", "-cp", jars, *admin, self.password, NEO4J_HOME=home, NEO4J_CONF=home)
        # Opened by the launcher of the distribution too; else the log is full of warnings.
        packages = ("java.nio", "java.io", "sun.nio.ch")
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages]
        main = ["org.neo4j.server.CommunityEntryPoint", "--console-mode"]
        dirs = [f"--home-dir={home}", f"--config-dir={home}"]
        return ["java", "-Xms1g", "-Xmx1g", "-cp", jars, *opens, *main, *dirs]

    def start(self) -> None:
        if self.running():
            return
        # In a session of its own, so that a Ctrl-C in the terminal reaches it through stop().
        command, log = self.command(), self.home / "console.log"
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        end = time.monotonic() + 180
        while "Started." not in (text := log.read_text(errors="replace")):
            if not self.running() or time.monotonic() > end:
                self.kill()
                raise RuntimeError(f"Neo4j did not start at {self.uri}:\n{text[-3000:]}")
            time.sleep(0.1)

    def close(self) -> None:
        super().close()
        if self.scratch:
            shutil.rmtree(self.home, ignore_errors=True)


class DockerServer(JavaServer):
    """A container of the Neo4j image; the process watched is the client attached to it."""

    container = ""

    def command(self) -> list[str]:
        if not self.container:
            conf = dict(line.split("=") for line in CONF.format(port=self.port).split())
            conf["server.bolt.listen_address"] = "0.0.0.0:7687"
            env = {k.replace("_", "__").replace(".", "_"): v for k, v in conf.items()}
            env["AUTH"] = f"neo4j/{self.password}"
            argv = [f"--env=NEO4J_{name}={value}" for name, value in env.items()]
            if not self.scratch:  # as this user, who could not remove files of the image's user
                argv += [f"-v{self.home}/data:/data", f"--user={os.getuid()}:{os.getgid()}"]
            argv += [f"--publish=127.0.0.1:{self.port}:7687", IMAGE]
            self.container = run("docker", "create", *argv).split()[-1]
        return ["docker", "start", "--attach", self.container]

    def stop(self, how: str = "terminate") -> None:
        if self.running():
            run("docker", "kill" if how == "kill" else "stop", self.container)
        super().stop(how)

    def close(self) -> None:
        super().close()
        if self.container:
            run("docker", "rm", "--force", "--volumes", self.container)
            self.container = ""


def find(home: Path | None = None, port: int = 0) -> tuple[Server | None, str]:
    """Return a server not yet started and what it is, or None and what was looked for."""
    if uri := os.environ.get("NEO4J_URI"):
        user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        return Server(uri, user, password), f"Neo4j at {uri}, from NEO4J_URI"
    if run("docker", "info", "--format", "{{.ServerVersion}}", probe=True).strip():
        return DockerServer(home, port), f"{IMAGE} in Docker"
    java = re.search(r'version "(1[7-9]|[2-9]\d)', run("java", "-version", probe=True))
    if java and (cached_lib().is_dir() or shutil.which("mvn")):
        return JavaServer(home, port), f"{cached_lib().parent.name} in Java {java[1]}"
    return None, NOTHING


def main() -> None:
    """Run a Neo4j in the foreground until Ctrl-C, keeping its data in .neo4j of the checkout."""
    example = "example: python tools/neo4j_server.py"
    argparse.ArgumentParser(description=main.__doc__, epilog=example).parse_args()
    os.environ.pop("NEO4J_URI", None)  # it may still name the server that ran last
    server, why = find(POM.parents[1] / ".neo4j", 7687)
    if server is None:
        sys.exit(why)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with closing(server):
            server.start()
            print(READY.format(server), flush=True)
            while server.running():
                time.sleep(0.5)
        sys.exit("Neo4j ended by itself; see .neo4j/console.log")
    except RuntimeError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print("Neo4j stopped.")


if __name__ == "__main__":
    main()
