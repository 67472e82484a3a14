"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from chromium import chromium as chromium  # a fixture
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

if os.environ.get("PYTEST_XDIST_WORKER"):
    # A worker for each processor is enough: where BLAS starts as many threads again, both wait for each other,
    # and a matrix that takes half a second takes ten. It reads this when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Machines are shared and noisy: how long an example takes says nothing about the code. The tests that decide draw
# the same examples on every machine and replay none; `run.py random` draws anew, and what it finds becomes a test.
_always = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("random", **_always, derandomize=False, print_blob=True)
settings.register_profile("storysum", **_always, derandomize=True)
settings.load_profile("storysum")


def pytest_configure(config: pytest.Config) -> None:
    """Examples that decide owe nothing to the tests that ran before."""
    if config.getoption("--hypothesis-profile", None) != "random" and hasattr(providers, "is_local_module_file"):
        # Hypothesis reads constants in the modules that happen to be loaded, and draws them too.
        providers.is_local_module_file = lambda _path: False  # type: ignore[attr-defined]


# One is read by mypy, the other is run by `run.py check` in an environment of its own.
collect_ignore_glob = ["typing/*", "wheel/*"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party texts beside the checkout; without it the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: third-party texts are not part of the project")
    return SHARED
