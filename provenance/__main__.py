"""`python -m provenance`, and what the command `provenance` runs."""

import gc
import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it without a word, also while it is still being read."""
    gc.set_threshold(50_000)  # nothing that is imported is garbage: a tenth of the start
    try:
        from provenance.cli.main import main as run  # this takes a tenth of a second

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
