"""`python -m provenance`, and what the command `provenance` runs."""

import gc
import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it without a word, also while it is still being read."""
    gc.disable()  # until a command begins, nothing is garbage: to look for it is a tenth of a start
    gc.set_threshold(50_000)
    try:
        from provenance.cli.main import main as run  # this takes a tenth of a second

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # what is left goes with the process: it need not be looked through again


if __name__ == "__main__":
    main()
