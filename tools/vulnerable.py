"""Known vulnerabilities of what is installed, by pip-audit, where its service can be reached.

Whether it was asked at all is said: what could not be looked up is not called sound.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PATIENCE_S = 300
COMMAND = ("--format", "json", "--progress-spinner", "off", "--timeout", "10", "--skip-editable")


def judged(told: str) -> tuple[int, list[str]]:
    """What an audit's JSON comes to: an exit code, and what to say."""
    try:
        found: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, ["NOT AUDITED: the service that knows of vulnerabilities does not answer"]
    ours = [one for one in found if "distribution marked as editable" not in _skipped(one)]
    unknown = [one["name"] for one in ours if _skipped(one)]
    lines = [
        f"{one['name']} {one['version']}: {known['id']}, mended in"
        f" {', '.join(known['fix_versions']) or 'no version yet'}"
        for one in ours
        for known in one.get("vulns", ())
    ]
    code = 1 if lines else 0
    looked_up = len(ours) - len(unknown)
    if not looked_up:
        return code, [*lines, "NOT AUDITED: the service knows none of the packages"]
    lines.append(f"{looked_up} packages looked up for known vulnerabilities")
    if unknown:
        lines.append(f"NOT AUDITED, as the service does not know them: {', '.join(unknown)}")
    return code, lines


def _skipped(one: dict[str, Any]) -> str:
    return str(one.get("skip_reason", ""))


def main() -> int:
    """Ask, say what came of it; 1 where something is known to be vulnerable."""
    audit = Path(sys.executable).with_name("pip-audit")
    try:
        asked = subprocess.run(
            [audit, *COMMAND], capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        told = asked.stdout
    except subprocess.TimeoutExpired:
        told = ""
    code, lines = judged(told)
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main())
