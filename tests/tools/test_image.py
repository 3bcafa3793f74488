"""The image's Dockerfile: its steps, as far as they go without Docker, and what it runs as."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from ruamel.yaml import YAML

from provenance.settings.names import PATHS, variable

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")

COMPOSE: dict[str, Any] = YAML(typ="safe").load(ROOT / "docker-compose.yml")


def _steps(name: str) -> list[str]:
    return re.findall(rf"^{name} (.+)$", TEXT, re.M)


def _copied_to(folder: Path) -> None:
    """What the image is built of, and no more."""
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    for step in _steps("COPY"):
        if step.startswith("--from"):
            continue
        *sources, _ = step.split()
        for source in sources:
            assert f"!{source.removeprefix('./')}" in kept
            found = ROOT / source
            if found.is_dir():
                left_out = shutil.ignore_patterns("__pycache__", "node_modules")
                shutil.copytree(found, folder / source, ignore=left_out)
            else:
                shutil.copy(found, folder / source)


def test_hadolint_has_nothing_to_say() -> None:
    told = subprocess.run(
        [Path(sys.executable).with_name("hadolint"), ROOT / "Dockerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


def test_it_runs_as_nobody() -> None:
    assert _steps("USER") == ["65534:65534"]
    assert TEXT.index("\nUSER ") < TEXT.index("\nENTRYPOINT ")


def test_what_is_built_serves_as_nobody_on_what_is_only_read() -> None:
    """The steps of the image without Docker: what is copied makes a wheel, that makes an
    environment, and there the very command answers the very health check."""
    with TemporaryDirectory() as made:
        here = Path(made)
        here.chmod(0o755)  # nobody has to get in
        source, image, data = here / "source", here / "image", here / "data"
        source.mkdir()
        _copied_to(source)
        python = _installed(source, image)
        shutil.rmtree(source)
        nobody = _nobody(python)
        data.mkdir(0o700)
        if nobody:
            os.chown(data, 65534, 65534)
        (said,) = _steps("ENV")
        env = {name: value for name, _, value in (one.partition("=") for one in shlex.split(said))}
        env |= {"PATH": f"{image}/bin", "HOME": "/nonexistent", "PROVENANCE_ACCESS__MODE": "tokens"}
        env["PROVENANCE_STORE"] = env["PROVENANCE_STORE"].replace("/data", str(data))
        env["XDG_CACHE_HOME"] = env["TMPDIR"] = str(data)
        before = _kept(image)
        entry, command = (json.loads(_steps(name)[-1]) for name in ("ENTRYPOINT", "CMD"))
        program = [*nobody, str(image / "bin" / entry[0]), *entry[1:]]
        options: dict[str, Any] = {"env": env, "cwd": data, "text": True}
        user = ("user", "add", "王", "--role", "customs")
        subprocess.run([*program, *user], capture_output=True, check=True, **options)
        words = ["0" if word == "8000" else word for word in command]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        service = subprocess.Popen([*program, *words], **pipes, **options)
        try:
            assert service.stdout is not None
            (port,) = re.findall(r"http://\S+:(\d+)/graphql", service.stdout.readline())
            (check,) = (one.partition(" CMD ")[2] for one in _steps("HEALTHCHECK"))
            asked = [word.replace("8000", port) for word in json.loads(check)]
            asked[0] = str(python)
            healthy = subprocess.run([*nobody, *asked], capture_output=True, check=False, **options)
            assert (healthy.returncode, healthy.stderr) == (0, "")
            if nobody:
                assert f"Uid:\t{65534}" in Path(f"/proc/{service.pid}/status").read_text()
        finally:
            service.send_signal(signal.SIGINT)
            service.communicate(timeout=20)
        assert _kept(image) == before
        assert {one.name.partition(".")[0] for one in data.iterdir()} == {"provenance"}


def _installed(source: Path, image: Path) -> Path:
    """What the steps of the image install, in an environment of its own; its Python.

    What it depends on is of the environment that tests run in: it has the same versions.
    """
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ("--no-deps", "--no-index")
    wheel = (*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", source, source)
    subprocess.run(wheel, check=True)
    (built,) = source.glob("*.whl")
    venv.create(image, symlinks=True)
    python = image / "bin" / "python"
    subprocess.run([*pip, "--python", python, "install", *offline, built], check=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    beside = image / "lib" / version / "site-packages" / "beside.pth"
    beside.write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    told = "import provenance; print(provenance.__file__)"
    words = [python, "-c", told]
    where = subprocess.run(words, cwd=image, capture_output=True, text=True, check=True)
    assert where.stdout.startswith(str(image))
    return python


def _nobody(python: Path) -> list[str]:
    """What runs a command as nobody; nothing where only one's own name may be used, or where
    nobody cannot read what tests run with."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or setpriv is None:
        return []
    words = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]
    tried = subprocess.run([*words, python, "-c", "import typer"], capture_output=True, check=False)
    return words if tried.returncode == 0 else []


def _kept(folder: Path) -> dict[Path, int]:
    """All files of a folder, and when each was changed."""
    return {one: one.lstat().st_mtime_ns for one in sorted(folder.rglob("*"))}


def test_the_services_start_in_order_of_what_they_need() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"service", "worker", "neo4j"}
    needs = {name: one.get("depends_on", {}) for name, one in services.items()}
    assert needs["neo4j"] == {}
    assert set(needs["service"]) == {"neo4j"}
    assert set(needs["worker"]) == {"neo4j", "service"}
    waited_for = {name for one in needs.values() for name in one}
    assert all(
        how == {"condition": "service_healthy"} for one in needs.values() for how in one.values()
    )
    for name in waited_for:  # by the image's own check, or one of its own
        assert (
            _steps("HEALTHCHECK") if name == "service" else "test" in services[name]["healthcheck"]
        )
        assert not services[name].get("healthcheck", {}).get("disable")
    assert services["worker"]["command"] == ["watch", "deliver"]
    assert services["worker"]["healthcheck"] == {"disable": True}
    for name in ("service", "worker"):
        one = services[name]
        assert one["read_only"] is True
        assert (one["cap_drop"], one["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
        known = {variable(place) for place in PATHS} | {"NEO4J_USER", "NEO4J_PASSWORD"}
        assert set(one["environment"]) <= known
    assert all(
        port.startswith("127.0.0.1:") for one in services.values() for port in one.get("ports", ())
    )


@pytest.mark.parametrize(
    ("was", "wrong"),
    [("", ""), ("service_healthy", "healthy"), ("cap_drop: [ALL]", "cap_drop: ALL")],
)
def test_the_compose_file_is_as_its_specification_has_it(
    was: str, wrong: str, tmp_path: Path
) -> None:
    file = tmp_path / "docker-compose.yml"
    file.write_text((ROOT / file.name).read_text(encoding="utf-8").replace(was, wrong), "utf-8")
    check = Path(sys.executable).with_name("check-jsonschema")
    words = [check, "--builtin-schema", "vendor.compose-spec", file]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == (1 if wrong else 0), told.stdout
