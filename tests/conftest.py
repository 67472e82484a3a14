"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

if os.environ.get("PYTEST_XDIST_WORKER"):
    # A worker for each processor is enough: where BLAS starts as many threads again, both wait for each other,
    # and a matrix that takes half a second takes ten. It reads this when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Machines are shared and noisy: how long an example takes says nothing about the code.
# The tests that decide draw the same examples on every machine and replay none that an earlier run found.
# STORYSUM_RANDOM=1 draws anew (`python3 run.py random`); what that finds becomes a test of its own.
RANDOM = os.environ.get("STORYSUM_RANDOM") == "1"
settings.register_profile(
    "storysum",
    deadline=None,
    derandomize=not RANDOM,
    database=None,
    print_blob=RANDOM,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("storysum")

# One is read by mypy, the other is run by `run.py check` in an environment of its own.
collect_ignore_glob = ["typing/*", "wheel/*"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party texts beside the checkout; without it the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: third-party texts are not part of the project")
    return SHARED
