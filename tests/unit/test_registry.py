"""The registry: names, options, plug-ins and signatures."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

import storysum
from storysum import backends
from storysum.backends import registry
from storysum.backends.signatures import from_signature, signature, value
from storysum.errors import BackendError, InputError, MissingDependency, UnknownBackend
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.version import __version__


@frozen
class Flat:
    """Everything is worth the same."""

    name: ClassVar[str] = "flat"
    worth: float = 1.0
    words: tuple[str, ...] = ()
    label: str = "x"
    least: int | None = field(default=None, alias="lowest")

    def rank(self, article: Article) -> Ranking:
        return Ranking([self.worth] * len(article.sentences))


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})


def plug_in(monkeypatch: pytest.MonkeyPatch, **targets: str) -> None:
    """Pretend that an installed package declares these."""
    points = [metadata.EntryPoint(name.replace("_", "-"), target, registry.GROUP) for name, target in targets.items()]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points)


def test_an_unknown_name_is_refused_with_the_nearest_and_all_known() -> None:
    told = r"no backend 'textrnk': did you mean textrank\? Known: blend, embedding, lead, llm, lsa"
    with pytest.raises(UnknownBackend, match=told):
        backends.get("textrnk")


def test_an_unknown_option_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="no option 'dampng': did you mean damping"):
        backends.get("textrank", dampng=0.5)
    with pytest.raises(InputError, match="no option 'seed': it takes none"):
        backends.get("lead", seed=1)


def test_something_that_is_not_a_name_is_refused() -> None:
    with pytest.raises(InputError, match="asked for by its name"):
        backends.get(7)  # type: ignore[arg-type]


def test_names_are_sorted() -> None:
    assert list(backends.available()) == sorted(backends.available())


def test_a_class_can_be_registered_and_is_then_available() -> None:
    backends.register("flat", Flat)
    assert "flat" in backends.available()
    assert backends.get("flat", worth=2.0) == Flat(worth=2.0)


def test_a_target_is_imported_on_use_only() -> None:
    backends.register("flat", "no_such_module_at_all:Flat")
    assert "flat" in backends.available()
    with pytest.raises(BackendError, match="'flat' of this process cannot be loaded from 'no_such_module_at_all:Flat'"):
        backends.get("flat")


def test_no_name_is_taken_twice_unless_asked_for() -> None:
    with pytest.raises(InputError, match="storysum has a backend of that name"):
        backends.register("lead", Flat)
    backends.register("flat", Flat)
    backends.register("flat", Flat)
    with pytest.raises(InputError, match="this process has a backend of that name"):
        backends.register("flat", "elsewhere:Flat")
    backends.register("flat", "storysum.backends.baselines:Lead", replace=True)
    with pytest.raises(BackendError, match="it has 'lead'"):
        backends.get("flat")


@pytest.mark.parametrize("target", ["module", "module:", ":Class", 7, Flat()])
def test_what_is_no_target_is_refused(target: Any) -> None:
    with pytest.raises(InputError, match="flat"):
        backends.register("flat", target)


@pytest.mark.parametrize("name", ["", "a b", "a|b", "a:b", None])
def test_a_name_that_could_not_stand_in_a_signature_is_refused(name: Any) -> None:
    with pytest.raises(InputError, match="a name is not empty"):
        backends.register(name, Flat)


def test_a_plug_in_is_found_on_a_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, lead="storysum.backends.baselines:Random")
    assert type(backends.get("lead")).__name__ == "Lead", "a plug-in must not replace a built-in"
    plug_in(monkeypatch, mine="storysum.backends.baselines:Random")
    assert "mine" in backends.available()
    with pytest.raises(BackendError, match="it has 'random'"):
        backends.get("mine")


def test_a_broken_plug_in_is_named_and_harms_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, broken="no_such_module_at_all:Backend")
    assert "broken" in backends.available()
    assert backends.get("lead") is not None
    with pytest.raises(BackendError, match=r"backend 'broken' of a package cannot be loaded.*no_such_module_at_all"):
        backends.get("broken")
    assert "cannot be loaded" in registry.describe("broken")


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "raise KeyboardInterrupt",
        "1 / 0",
        "def Backend(): pass",
        "class Backend:\n    name = 'bad'\n    rank = 1",
        "class Backend:\n    name = 'bad'\n    def rank(self, article): pass\n    def __init__(self): raise SystemExit",
        "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd",
    ],
)
def test_a_plug_in_that_ends_interrupts_or_breaks_python_is_named_and_hides_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    (tmp_path / "bad_plug_in.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "bad_plug_in", raising=False)
    plug_in(monkeypatch, bad="bad_plug_in:Backend")
    with pytest.raises(BackendError, match="backend 'bad' of a package"):
        backends.get("bad")
    assert all(registry.describe(name) for name in backends.available())


@pytest.mark.parametrize("target", ["my-pkg.mod:Backend", "mod:", "", "a:b:c"])
def test_an_entry_point_that_is_none_hides_no_other(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, bad=target, first="storysum.backends.baselines:Lead [extra]")
    assert {"bad", "first", "blend"} <= {*backends.available()}
    with pytest.raises(BackendError, match="bad"):
        backends.get("bad")
    with pytest.raises(BackendError, match="has 'lead'"):
        backends.get("first")  # it is found, and is called lead
    with pytest.raises(UnknownBackend):
        backends.get("nobody")


def test_two_plug_ins_of_one_name_are_told_and_neither_is_taken_for_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    class Package:
        def __init__(self, name: str) -> None:
            self.name = name

    points = [
        metadata.EntryPoint(name, target, registry.GROUP)._for(Package(package))  # type: ignore[attr-defined]
        for name, target, package in [
            ("twice", "one:Twice", "one"),
            ("twice", "two:Twice", "two"),
            ("lead", "two:Lead", "two"),
            ("flat", "one:Flat", "one"),
            ("flat", "one:Flat", "one"),
        ]
    ]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points)
    with pytest.raises(BackendError, match="'twice' is in the package one and in the package two: uninstall"):
        backends.get("twice")
    assert "uninstall" in registry.describe("twice")
    assert "the package two has a backend of that name too, which is not used" in registry.describe("lead")
    with pytest.raises(BackendError, match="cannot be loaded"):
        backends.get("flat")  # one package, told twice, is no rival of itself


NAN = float("nan")
MISDEEDS: dict[str, tuple[str, Any]] = {
    "raises": ("rank", lambda article: 1 // 0),
    "exits": ("rank", lambda article: sys.exit(3)),
    "gives texts": ("rank", lambda article: Ranking(["1"] * len(article.sentences))),  # type: ignore[list-item]
    "gives one text as reasons": ("rank", lambda article: Ranking([1.0] * 2, "why")),
    "gives nan": ("rank", lambda article: Ranking([NAN] * 2)),
    "changes the article": (
        "rank",
        lambda article: object.__setattr__(article, "sentences", ()) or Ranking([1.0, 1.0]),  # type: ignore[func-returns-value]
    ),
    "places raise": ("places", lambda article: {}["no"]),
    "places are nan": ("places", lambda article: [NAN, 1.0]),
    "places are few": ("places", lambda article: [1.0]),
    "places are text": ("places", lambda article: ["1", "2"]),
    "places are one text": ("places", lambda article: "12"),
    "keep gives nan": ("keep", lambda article, standing: [1.0, NAN]),
    "keep gives a number": ("keep", lambda article, standing: 5),
    "keep exits": ("keep", lambda article, standing: sys.exit()),
}


@pytest.mark.parametrize(("method", "deed"), MISDEEDS.values(), ids=MISDEEDS)
def test_whatever_a_backend_does_is_an_error_with_its_name_and_harms_no_article(method: str, deed: Any) -> None:
    class Bad:
        name: ClassVar[str] = "bad"

        def rank(self, article: Article) -> Ranking:
            return Ranking([1.0] * len(article.sentences))

    bad = Bad()
    setattr(bad, method, deed)
    article = storysum.read("Petra Holm sold the van. It was red and never once started in the rain.")
    before = article.sentences
    with pytest.raises(BackendError, match=rf"backend 'bad'.*{method}\(\)"):
        storysum.summarize(article, length=storysum.Budget(words=6), backend=bad)
    assert article.sentences == before


def test_a_missing_package_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sumy.models.dom", None)
    monkeypatch.delitem(sys.modules, "storysum.backends.from_sumy", raising=False)
    with pytest.raises(MissingDependency, match=r"'sumy-luhn' needs sumy\.models\.dom: pip install sumy$"):
        backends.get("sumy-luhn")


def test_importing_the_front_loads_nothing_heavy_and_reads_no_entry_points() -> None:
    script = (
        "import sys; from importlib import metadata; metadata.entry_points = None;"
        "from storysum import backends; backends.get('lead');"
        "print(*[m for m in ('numpy', 'scipy', 'nltk', 'sumy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_ranking_an_article_of_common_length_loads_no_scipy_nltk_or_sumy() -> None:
    script = (
        "import sys; from storysum import backends; from storysum.text.read import read;"
        "article = read('The van stopped. It was late. The van was old.');"
        "[backends.get(name).rank(article) for name in ('lead', 'random', 'lsa', 'textrank', 'quote-first', 'blend')];"
        "print(*[m for m in ('scipy', 'nltk', 'sumy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_a_signature_has_name_fields_in_order_and_version() -> None:
    assert (
        signature(backends.get("textrank"))
        == f"textrank|damping:0.85|self_loops:true|half:0.0|floor:0.3|v:{__version__}"
    )
    assert signature(backends.get("lead")) == f"lead|v:{__version__}"


plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())


@given(st.floats(allow_nan=False), st.lists(st.text()).map(tuple), st.text(), st.one_of(st.none(), st.integers()))
def test_a_signature_makes_the_same_backend_again(
    worth: float, words: tuple[str, ...], label: str, least: int | None
) -> None:
    made = Flat(worth=worth, words=words, label=label, lowest=least)
    assert from_signature(signature(made), Flat) == made


@given(plain)
def test_a_value_comes_back_as_it_was_written(given_value: object) -> None:
    written = signature(Flat(label=given_value)).split("label:")[1].split("|lowest")[0]  # type: ignore[arg-type]
    assert value(written) == given_value
    assert type(value(written)) is type(given_value)


@pytest.mark.parametrize("text", ["", "lead|v", "lead|", "|v:0.1.0", "lead|:3"])
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises((InputError, UnknownBackend)):
        from_signature(text)


def test_a_parameter_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(InputError, match="cannot stand in a signature"):
        signature(Flat(label=object()))  # type: ignore[arg-type]


def test_a_dataclass_and_a_plain_class_have_signatures_too() -> None:
    @dataclasses.dataclass(frozen=True)
    class Data:
        name: ClassVar[str] = "data"
        depth: int = 3

        def rank(self, article: Article) -> Ranking:
            return Ranking([float(self.depth)] * len(article.sentences))

    class Plain:
        name: ClassVar[str] = "plain"

        def rank(self, article: Article) -> Ranking:
            return Ranking([0.0] * len(article.sentences))

    assert signature(Plain()) == f"plain|v:{__version__}"
    assert signature(Data()) == f"data|depth:3|v:{__version__}"
    assert from_signature("data|depth:4", Data) == Data(4)


def test_a_description_is_the_first_line_of_the_class_and_its_options() -> None:
    assert registry.describe("textrank").endswith("(damping=0.85, self_loops=True, half=0.0, floor=0.3)")
    backends.register("flat", Flat)
    assert registry.describe("flat").startswith("Everything is worth the same.")
