"""What the page is built from names no host, and is no package of the whole checkout."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"


def test_the_lock_says_what_and_not_from_where() -> None:
    text = (WEB / "package-lock.json").read_text("utf-8")
    assert "resolved" not in text
    assert "://" not in "".join(
        version["version"]
        for version in json.loads(text)["packages"].values()
        if "version" in version
    )
    assert "omit-lockfile-registry-resolved=true" in (WEB / ".npmrc").read_text("utf-8")


def test_scripts_within_the_virtual_environment_are_of_no_package_of_ours() -> None:
    assert not (ROOT / "package.json").exists()


def test_versions_are_exact() -> None:
    package = json.loads((WEB / "package.json").read_text("utf-8"))
    asked = {**package["dependencies"], **package["devDependencies"]}
    assert all(version[0].isdigit() for version in asked.values())
