"""The image's Dockerfile: its steps, as far as they go without Docker, and what it runs as."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


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
                shutil.copytree(
                    found, folder / source, ignore=shutil.ignore_patterns("__pycache__")
                )
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
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for word in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
        assert word in compose


def test_what_is_copied_is_enough_to_serve(tmp_path: Path) -> None:
    """The very command of the image, on another port, answers its own health check."""
    source, data = tmp_path / "source", tmp_path / "data"
    source.mkdir()
    data.mkdir()
    _copied_to(source)
    (entry,), (command,) = map(json.loads, _steps("ENTRYPOINT")), map(json.loads, _steps("CMD"))
    assert entry == ["provenance"]
    assert command[:2] == ["serve", "--host"]
    words = ["0" if word == "8000" else word for word in command]
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(source),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "HOME": "/nonexistent",
        "PROVENANCE_STORE": f"sqlite:///{data}/provenance.sqlite",
        "PROVENANCE_ACCESS__MODE": "tokens",
        "PROVENANCE_LANGUAGE": "en",
    }
    told = "import provenance; print(provenance.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", told], env=env, cwd=data, capture_output=True, text=True, check=True
    )
    assert where.stdout.startswith(str(source))
    added = [sys.executable, "-m", "provenance", "user", "add", "王", "--role", "customs"]
    subprocess.run(added, env=env, cwd=data, capture_output=True, check=True)
    service = subprocess.Popen(
        [sys.executable, "-m", "provenance", *words],
        env=env,
        cwd=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert service.stdout is not None
        (port,) = re.findall(r"http://\S+:(\d+)/graphql", service.stdout.readline())
        (check,) = re.findall(r"urlopen\('(\S+?)'", TEXT)
        with urlopen(check.replace("8000", port), timeout=20) as answer:
            assert json.load(answer) == {"status": "ok"}
    finally:
        service.send_signal(signal.SIGINT)
        service.communicate(timeout=20)
    assert {one.name.partition(".")[0] for one in data.iterdir()} == {"provenance"}
