"""`python -m provenance`, and what the command `provenance` runs."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it without a word, also while it is still being read."""
    try:
        from provenance.cli.main import main as run  # this takes half a second

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
