"""Find or start a real Neo4j, with Docker or without: for the tests and for ``make neo4j``.

``find()`` looks at NEO4J_URI, then for Docker, then for Java and Maven, and says in a sentence what
it chose or missed. The server starts at ``start()``; what fails is a RuntimeError that says why.
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
MOUNTS, MEMORY, ROOM = Path("/proc/mounts"), Path("/dev/shm"), 2 << 30
IMAGE = "neo4j:5.26-community"
NOTHING = (
    "No Neo4j: NEO4J_URI is not set, `docker info` finds no engine, and Java 17 or newer and Maven "
    "are not there. Start Docker, install Java and Maven, or set NEO4J_URI, _USER and _PASSWORD."
)
READY = """Neo4j runs until Ctrl-C; its data are kept in {0.home}. In another terminal:
  export NEO4J_URI={0.uri}
  export NEO4J_USER={0.user}
  export NEO4J_PASSWORD={0.password}
  provenance ingest records.jsonl --store "$NEO4J_URI\""""
# Without the last two lines an empty database takes half a gigabyte, and every stop ten seconds.
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
    with suppress(OSError), socket.create_server(("127.0.0.1", preferred)) as listening:
        return int(listening.getsockname()[1])
    return free_port()


def run(*argv: str, patience: float | None = None, **env: str) -> str:
    """Run a command and return what it printed; with patience (seconds), a failure is ""."""
    out, err, env = subprocess.PIPE, subprocess.STDOUT, {**os.environ, **env}
    try:
        done = subprocess.run(argv, stdout=out, stderr=err, env=env, timeout=patience, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        if patience:
            return ""
        said = getattr(error, "output", None) or str(error).encode()
        raise RuntimeError(f"{argv[0]} failed: {said[-2000:].decode(errors='replace')}") from error
    return done.stdout.decode(errors="replace")


def memory_folder() -> Path | None:
    """Return the folder that lies in memory if there is one with room for a database."""
    with suppress(OSError):
        mounted = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
        in_memory = [str(MEMORY), "tmpfs"] in mounted and os.access(MEMORY, os.W_OK)
        if in_memory and shutil.disk_usage(MEMORY).free >= ROOM:
            return MEMORY
    return None


def fetch_jars() -> str:
    """Return the class path of Neo4j's jars, fetched by Maven (125 MB) the first time."""
    version = "".join(re.findall(r"<neo4j\.version>(.+?)</", POM.read_text(encoding="utf-8")))
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "provenance")
    lib = cache / f"neo4j-{version}" / "lib"
    if not lib.is_dir():
        print(f"fetching Neo4j {version} with Maven, this once", file=sys.stderr, flush=True)
        cache.mkdir(parents=True, exist_ok=True)
        # Only what is whole gets the name: a fetch that is killed leaves nothing half-made there,
        # and of two at once the second finds the name taken and uses what the first one fetched.
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=cache) as scratch:
            run("mvn", "-B", "-C", "-f", str(POM), f"-DoutputDirectory={scratch}/neo4j/lib")
            with suppress(OSError):
                Path(scratch, "neo4j").rename(lib.parent)
    return str(lib / "*")


class Server:
    """A Neo4j; one from NEO4J_URI is not ``owned``: start, stop, kill and close leave it alone."""

    owned = False
    process: subprocess.Popen[bytes] | None = None
    scratch: Path | None = None

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
            for signal_name in (how, "kill"):  # the second does nothing if the first was enough
                getattr(self.process, signal_name)()
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(60)

    def kill(self) -> None:
        """Stop it as a power cut would, keeping its data."""
        self.stop("kill")

    def close(self) -> None:
        """Stop it and remove its data, unless it was given a directory for them."""
        self.stop()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)


class JavaServer(Server):
    """A Java process on one loopback port, with its files in one directory."""

    owned = True

    def __init__(self, home: Path | None = None, port: int = 0) -> None:
        # One for tests is over before a second compiler's work would pay: two thirds of the time.
        self.tuning = () if home else ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        # What is thrown away need not reach a disk: a fifth of the time.
        self.home = home.resolve() if home else self.scratch_home()
        self.port, self.scratch = free_port(port), None if home else self.home
        secret = self.home / "data" / "password"
        secret.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not secret.exists():
            secret.write_text(os.urandom(12).hex())
        super().__init__(f"bolt://127.0.0.1:{self.port}", "neo4j", secret.read_text())
        atexit.register(self.close)

    @staticmethod
    def scratch_home() -> Path:
        """Make a directory for data that nobody keeps."""
        return Path(tempfile.mkdtemp(prefix="provenance-neo4j-", dir=memory_folder()))

    def command(self) -> list[str]:
        """Prepare what the server needs and return the command that runs it."""
        jars, home = fetch_jars(), str(self.home)
        (self.home / "neo4j.conf").write_text(CONF.format(port=self.port))
        if not (self.home / "data" / "databases").exists():  # later it would change nothing
            admin = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password"]
            run("java", "-cp", jars, *admin, self.password, NEO4J_HOME=home, NEO4J_CONF=home)
        # Opened by the launcher of the distribution too; else the log is full of warnings.
        opens = (f"java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch"))
        java = ["java", "-Xms1g", "-Xmx1g", *self.tuning, "-cp", jars]
        java += [f"--add-opens={name}" for name in opens]
        options = ["--console-mode", f"--home-dir={home}", f"--config-dir={home}"]
        return [*java, "org.neo4j.server.CommunityEntryPoint", *options]

    def start(self) -> None:
        if self.running():
            return
        # In a session of its own, so that a Ctrl-C in the terminal reaches it through stop().
        command, log = self.command(), self.home / "console.log"
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        end = time.monotonic() + 180
        while "Started." not in log.read_text(errors="replace"):
            if not self.running() or time.monotonic() > end:
                self.kill()
                tail = log.read_text(errors="replace")[-3000:]
                raise RuntimeError(f"Neo4j did not start at {self.uri}:\n{tail}")
            time.sleep(0.1)


class DockerServer(JavaServer):
    """A container of the Neo4j image; the process watched is the client attached to it."""

    container = ""

    def command(self) -> list[str]:
        if not self.container:
            conf = dict(line.split("=") for line in CONF.format(port=self.port).split())
            conf["server.bolt.listen_address"] = "0.0.0.0:7687"
            env = {k.replace("_", "__").replace(".", "_"): v for k, v in conf.items()}
            argv = [f"--env=NEO4J_{name}={value}" for name, value in env.items()]
            if not self.scratch:  # as this user, who could not remove files of the image's user
                argv += [f"-v{self.home}/data:/data", f"--user={os.getuid()}:{os.getgid()}"]
            argv += [f"--env=NEO4J_AUTH=neo4j/{self.password}", f"-p127.0.0.1:{self.port}:7687"]
            self.container = run("docker", "create", *argv, IMAGE).split()[-1]
        return ["docker", "start", "--attach", self.container]

    def stop(self, how: str = "terminate") -> None:
        if self.running():
            run("docker", *(["kill"] if how == "kill" else ["stop", "-t60"]), self.container)
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
    if run("docker", "info", "--format", "{{.ServerVersion}}", patience=10).strip():
        return DockerServer(home, port), f"{IMAGE} in Docker"
    java = re.search(r'version "(1[7-9]|[2-9]\d)', run("java", "-version", patience=10))
    if java and shutil.which("mvn"):
        return JavaServer(home, port), f"Neo4j from Maven in Java {java[1]}"
    return None, NOTHING


def main() -> None:
    """Run a Neo4j until Ctrl-C, with its data kept in .neo4j, and print how to reach it."""
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
