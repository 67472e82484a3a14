"""The quality gate fails when it should, and says what fell."""

from __future__ import annotations

import json

import pytest
from by_path import ROOT, loaded

from storysum import evaluation


@pytest.fixture(scope="module")
def gate():
    return loaded(ROOT / "benchmarks" / "quality" / "gate.py")


@pytest.fixture(scope="module")
def report(gate):
    return gate.measured(["lead", "random"], processes=0)


@pytest.fixture
def pinned(gate, report):
    return gate.pin(report)


def test_what_was_just_pinned_passes_and_nothing_could_rise(gate, report, pinned):
    assert gate.check(report, pinned) == ([], [])


def test_a_floor_above_what_is_fails_and_is_named(gate, report, pinned):
    pinned["floors"]["short"]["lead"]["rouge2"] += 0.001
    fallen, _ = gate.check(report, pinned)
    assert len(fallen) == 1
    assert fallen[0].startswith("short, lead, rouge2: ")
    assert "floor" in fallen[0]


def test_where_less_is_better_the_floor_is_a_ceiling(gate, report, pinned):
    pinned["floors"]["medium"]["random"]["dangling"] -= 0.001
    fallen, _ = gate.check(report, pinned)
    assert [line.split(":")[0] for line in fallen] == ["medium, random, dangling"]
    assert "ceiling" in fallen[0]


def test_a_floor_that_could_rise_is_told(gate, report, pinned):
    pinned["floors"]["short"]["lead"]["rouge1"] -= 0.02
    fallen, rising = gate.check(report, pinned)
    assert fallen == []
    assert [line.split(":")[0] for line in rising] == ["short, lead, rouge1"]


def test_another_corpus_fails(gate, report, pinned):
    pinned["corpus"] = "0" * 64
    fallen, _ = gate.check(report, pinned)
    assert len(fallen) == 1
    assert "corpus" in fallen[0]


def test_a_backend_or_a_column_that_is_gone_fails(gate, report, pinned):
    pinned["floors"]["short"]["gone"] = {"rouge1": 0.1}
    pinned["floors"]["short"]["lead"]["gone"] = 0.1
    fallen = gate.check(report, pinned)[0]
    assert any("gone: not measured" in line for line in fallen)
    assert any("no metric has this column" in line for line in fallen)


def test_pinning_again_raises_floors_and_lowers_none(gate, report, pinned):
    before = json.loads(json.dumps(pinned))
    before["floors"]["short"]["lead"]["rouge1"] = 0.99
    before["floors"]["short"]["lead"]["rouge2"] = 0.0
    after = gate.pin(report, before)["floors"]["short"]["lead"]
    assert after["rouge1"] == 0.99
    assert after["rouge2"] == pinned["floors"]["short"]["lead"]["rouge2"]


def test_the_command_exits_with_one_and_names_what_fell(gate, report, pinned, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(gate, "measured", lambda: report)
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps(pinned))
    assert gate.main(["--floors", str(floors)]) == 0
    pinned["floors"]["short"]["lead"]["rouge2"] = 0.9
    floors.write_text(json.dumps(pinned))
    assert gate.main(["--floors", str(floors)]) == 1
    assert "FELL: short, lead, rouge2" in capsys.readouterr().err


def test_the_command_pins(gate, report, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(gate, "measured", lambda: report)
    floors = tmp_path / "floors.json"
    assert gate.main(["--floors", str(floors)]) == 1
    assert gate.main(["--floors", str(floors), "--pin"]) == 0
    assert json.loads(floors.read_text())["corpus"] == evaluation.shipped().checksum


def test_the_floors_that_are_committed_are_for_the_corpus_that_ships(gate):
    if not gate.FLOORS.exists():
        pytest.skip("nothing is pinned yet")
    assert json.loads(gate.FLOORS.read_text("utf-8"))["corpus"] == evaluation.shipped().checksum
