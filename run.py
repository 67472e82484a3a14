#!/usr/bin/env python3
"""Set storysum up in an environment of its own and run it.

    python3 run.py demo      real stories, each in three lengths
    python3 run.py test      the tests
    python3 run.py check     lint, types, and the wheel installed on its own
    python3 run.py gate      the quality gate: no figure on the shipped corpus below its floor
    python3 run.py pythons   the same digests by each other Python (3.12, 3.13) that this machine has
    python3 run.py extras    tests of training, pages, PDF, clusters, a notebook, language models; fuzzing
    python3 run.py coverage  the lines and branches of src/storysum that the tests reach
    python3 run.py docs      the site, into build/site
    python3 run.py sbom      the parts of an install, as CycloneDX, into build/; `sbom web pdf` with these extras
    python3 run.py random    the law tests on examples drawn anew: what they find is told and fails nothing
    python3 run.py -- ARGS   the storysum command line, as in: python3 run.py -- digest story.txt

Needs Python 3.11 or later with pip; everything it makes lies in .venv, .venv-NAME and build. An operating system whose
own Python may not be installed into (Debian's) is fine: nothing is installed outside .venv.
"""

# Any Python can parse this file, so that an old one can say that it is; the rest is in tasks.py.
import sys


def main():
    """Say what is wrong with this Python, or do what the first argument says."""
    if sys.version_info < (3, 11):  # noqa: UP036 - that is the question
        told = "run.py needs Python 3.11 or later, and this is Python %d.%d (%s): try python3.11 run.py\n"
        sys.stderr.write(told % (sys.version_info[0], sys.version_info[1], sys.executable))
        sys.exit(2)
    import tasks

    tasks.main(sys.argv[1:], __doc__)


if __name__ == "__main__":
    main()
