"""`python -m storysum`."""

import sys

from storysum.cli import main

if __name__ == "__main__":
    sys.exit(main())
