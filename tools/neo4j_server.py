"""Find or start a real Neo4j, with Docker or without: for the tests and for ``make neo4j``.

``find()`` looks at NEO4J_URI, then for Docker, then for Java (Maven fetches the jars), and says in
a sentence what it chose or missed. Nothing is started before ``start()`` or ``with server:``.
"""

from __future__ import annotations

import argparse
import atexit
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

POM = Path(__file__).with_name("neo4j-pom.xml")
IMAGE = "neo4j:5.26-community"
NOTHING = (
    "No Neo4j: NEO4J_URI is not given, no Docker engine answers `docker info`, and there is no {}. "
    "Start Docker, install Java and Maven, or set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD."
)
READY = """Neo4j runs until Ctrl-C; its data are kept in {0.home}. In another terminal:
  export NEO4J_URI={0.uri}
  export NEO4J_USER={0.user}
  export NEO4J_PASSWORD={0.password}
  provenance ingest records.jsonl --store "$NEO4J_URI\""""
SETTINGS = {
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "256m",
    "dbms.usage_report.enabled": "false",
    "db.logs.query.enabled": "OFF",
    "db.tx_log.preallocate": "false",  # else an empty database takes half a gigabyte
    # Else every stop waits ten seconds, in case a connection might still be opened.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
}


class ServerError(RuntimeError):
    """Neo4j could not be fetched, started or stopped; the message says why."""


def free_port(preferred: int = 0) -> int:
    """Return the preferred loopback port if nothing listens on it, else one that is free."""
    try:
        with socket.create_server(("127.0.0.1", preferred)) as listening:
            return int(listening.getsockname()[1])
    except OSError:
        return free_port()


def conf_text(port: int) -> str:
    """Return neo4j.conf for a small server of Bolt alone, on loopback, reporting to nobody."""
    address = f"127.0.0.1:{port}"
    bolt = {"server.bolt.listen_address": address, "server.bolt.advertised_address": address}
    return "".join(f"{key}={value}\n" for key, value in {**bolt, **SETTINGS}.items())


def run(*argv: str, timeout: float | None = None, env: Mapping[str, str] | None = None) -> str:
    """Run a command and return what it printed; when it fails, the error tells the end of that."""
    out, err, env = subprocess.PIPE, subprocess.STDOUT, {**os.environ, **(env or {})}
    try:
        done = subprocess.run(argv, stdout=out, stderr=err, env=env, timeout=timeout, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "output", None) or str(error).encode()
        raise ServerError(f"{argv[0]} failed: {said[-2000:].decode(errors='replace')}") from error
    return done.stdout.decode(errors="replace")


def probe(*argv: str) -> str:
    """Return what a command prints, or nothing if it is missing, fails or hangs."""
    try:
        return run(*argv, timeout=10)
    except ServerError:
        return ""


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
        scratch = Path(tempfile.mkdtemp(prefix=f"{lib.parent.name}.", dir=lib.parents[1]))
        goal = ("dependency:copy-dependencies", "-DincludeScope=runtime")
        try:
            run("mvn", "-B", "-C", "-f", str(POM), *goal, f"-DoutputDirectory={scratch / 'lib'}")
            # Only what is whole gets the name: a fetch that is killed leaves nothing half-made,
            # and of two at once the second finds the name taken and uses what the first fetched.
            scratch.rename(lib.parent)
        except (ServerError, OSError):
            if not lib.is_dir():
                raise
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return str(lib / "*")


class Server:
    """A Neo4j; one from NEO4J_URI is not ``owned``: start, stop, kill and close leave it alone."""

    owned = False

    def __init__(self, uri: str, user: str, password: str) -> None:
        self.uri, self.user, self.password = uri, user, password

    def start(self) -> None:
        """Start it, or start it again with its data, and return when it answers."""

    def stop(self) -> None:
        """Stop it in good order, keeping its data."""

    def kill(self) -> None:
        """Stop it as a power cut would, keeping its data."""

    def close(self) -> None:
        """Stop it and remove its data, unless it was given a directory for them."""

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:  # Ctrl-C included: no server is left behind
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class JavaServer(Server):
    """A Java process on one loopback port, with its files in one directory."""

    owned = True
    process: subprocess.Popen[bytes] | None = None

    def __init__(self, home: Path | None = None, port: int = 0) -> None:
        self.port, self.scratch = free_port(port), home is None
        self.home = home.resolve() if home else Path(tempfile.mkdtemp(prefix="provenance-neo4j-"))
        (self.home / "data").mkdir(parents=True, exist_ok=True)
        secret = self.home / "password"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_hex(12))
        super().__init__(f"bolt://127.0.0.1:{self.port}", "neo4j", secret.read_text())
        atexit.register(self.close)

    def command(self) -> list[str]:
        """Prepare what the server needs and return the command that runs it."""
        jars, conf = fetch_jars(), self.home / "conf"
        conf.mkdir(exist_ok=True)
        (conf / "neo4j.conf").write_text(conf_text(self.port))
        if not (self.home / "data" / "databases").exists():  # later it would change nothing
            env = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)}
            admin = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password"]
            run("java", "-cp", jars, *admin, self.password, env=env)
        # Opened by the launcher of the distribution too; else the log is full of warnings.
        packages = ("java.nio", "java.io", "sun.nio.ch")
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages]
        entry = ["org.neo4j.server.CommunityEntryPoint", "--console-mode"]
        dirs = [f"--home-dir={self.home}", f"--config-dir={conf}"]
        return ["java", "-Xms1g", "-Xmx1g", "-cp", jars, *opens, *entry, *dirs]

    def running(self) -> bool:
        """Say whether the process is there, answering or not."""
        return self.process is not None and self.process.poll() is None

    def log(self) -> str:
        """Return what it printed since it was last started."""
        return (self.home / "console.log").read_text(errors="replace")

    def start(self) -> None:
        if self.running():
            return
        command = self.command()
        with (self.home / "console.log").open("wb") as log:
            # In a session of its own, so that a Ctrl-C in the terminal reaches it through stop().
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + 180
        while "Started." not in self.log():
            if not self.running() or time.monotonic() > end:
                self.kill()
                raise ServerError(f"Neo4j did not start at {self.uri}:\n{self.log()[-3000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process and self.running():
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def close(self) -> None:
        self.stop()
        if self.scratch:
            shutil.rmtree(self.home, ignore_errors=True)


class DockerServer(JavaServer):
    """A container of the Neo4j image; the process watched is the client attached to it."""

    container = ""

    def command(self) -> list[str]:
        if not self.container:
            conf = {**SETTINGS, "server.bolt.advertised_address": f"127.0.0.1:{self.port}"}
            names = (key.replace("_", "__").replace(".", "_") for key in conf)  # the image's rule
            env = [f"--env=NEO4J_{name}={value}" for name, value in zip(names, conf.values())]
            env += [f"--env=NEO4J_AUTH=neo4j/{self.password}", f"--publish=127.0.0.1:{self.port}:7687"]
            if not self.scratch:  # as this user, who could not remove files of the image's user
                env += [f"--volume={self.home / 'data'}:/data", f"--user={os.getuid()}:{os.getgid()}"]
            self.container = run("docker", "create", *env, IMAGE).split()[-1]
        return ["docker", "start", "--attach", self.container]

    def stop(self) -> None:
        if self.running():
            run("docker", "stop", "--time=60", self.container)
        super().stop()

    def kill(self) -> None:
        if self.running():
            run("docker", "kill", self.container)
        super().kill()

    def close(self) -> None:
        super().close()
        if self.container:
            run("docker", "rm", "--force", "--volumes", self.container)
            self.container = ""


def find(
    home: Path | None = None, port: int = 0, environ: Mapping[str, str] = os.environ
) -> tuple[Server | None, str]:
    """Return a server not yet started, and what it is; or None, and what was looked for."""
    if uri := environ.get("NEO4J_URI"):
        user, password = environ.get("NEO4J_USER", "neo4j"), environ.get("NEO4J_PASSWORD", "")
        return Server(uri, user, password), f"Neo4j at {uri}, from NEO4J_URI"
    if probe("docker", "info", "--format", "{{.ServerVersion}}").strip():
        return DockerServer(home, port), f"{IMAGE} in Docker"
    version = re.search(r'version "(\d+)', probe("java", "-version"))
    if not version or int(version[1]) < 17:
        return None, NOTHING.format("Java 17 or newer")
    if not cached_lib().is_dir() and not shutil.which("mvn"):
        return None, NOTHING.format("Maven to fetch its jars with")
    return JavaServer(home, port), f"{cached_lib().parent.name} in Java {version[1]}"


def main(argv: list[str] | None = None) -> None:
    """Run a Neo4j in the foreground until Ctrl-C, keeping its data."""
    parser = argparse.ArgumentParser(description=main.__doc__, epilog="...")
    parser.add_argument("--data", type=Path, default=POM.parents[1] / ".neo4j", help="")
    parser.add_argument("--port", type=int, default=7687, help="")
    args = parser.parse_args(argv)
    # NEO4J_URI is not looked at: in a terminal it may still name the server that ran last.
    server, why = find(args.data, args.port, environ={})
    if not isinstance(server, JavaServer):
        sys.exit(why)
    for name in {"SIGTERM", "SIGHUP"} & set(dir(signal)):
        signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        with server:
            print(READY.format(server), flush=True)
            while server.running():
                time.sleep(0.5)
            raise ServerError(f"Neo4j ended by itself:\n{server.log()[-2000:]}")
    except ServerError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print("Neo4j stopped.")


if __name__ == "__main__":
    main()
