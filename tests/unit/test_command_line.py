"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

import storysum
from storysum.cli import main
from storysum.corpus import load
from storysum.errors import InputError
from storysum.files import replace
from storysum.profile import profile
from storysum.version import __version__

STORY = "Petra Holm sold the van on Monday. “We were fools,” says Petra Holm. It had never once started in the rain."


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_digest_prints_three_lengths(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "digest", story)
    assert code == 0
    assert [line for line in out.splitlines() if line.endswith(":")] == ["headline:", "short:", "medium:"]


def test_a_cap_gives_one_summary(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(capsys, "digest", story, "--words", "7", "--backend", "lead")[1] == "Petra Holm sold the van on Monday.\n"
    )
    assert run(capsys, "digest", story, "--sentences", "1", "--backend", "lead")[1].count(".") == 1


def test_json_is_one_object_a_line(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "digest", story, story, "--format", "json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["file"] for row in rows] == [story, story]
    assert rows[0]["short"]["pieces"][0]["text"] == STORY[: rows[0]["short"]["pieces"][0]["end"]]
    assert rows[0]["quotes"][0]["person"]["text"] == "Petra Holm"


def test_markdown_escapes_what_would_be_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The <best> [band] of Hull sold its van.", encoding="utf-8")
    _, out, _ = run(capsys, "digest", str(path), "--length", "short", "--format", "markdown")
    assert out == "The \\<best\\> \\[band\\] of Hull sold its van.\n"


def test_headlines_of_several_files_stand_under_their_names(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "headline", story, story)
    assert out.count(f"== {story} ==") == 2


def test_quotes_names_the_speaker(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "quotes", story)[1] == "Petra Holm:\n“We were fools,”\n"


def test_standard_input_is_a_dash(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert run(capsys, "digest", "-", "--words", "7", "--backend", "lead")[1].startswith("Petra Holm sold")


def test_backends_lists_each_with_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "backends")
    assert "textrank:" in out
    assert "damping" in out
    assert "sumy-lsa:" in out


@pytest.mark.parametrize("option", ["textrank damping=0.5", "textrank self_loops=true", "lsa weighting=binary"])
def test_an_option_reaches_the_backend(option: str, story: str, capsys: pytest.CaptureFixture[str]) -> None:
    backend, given = option.split()
    code, out, _ = run(capsys, "digest", story, "--backend", backend, "--option", given, "--format", "json")
    assert code == 0
    assert given.replace("=", ":") in json.loads(out)["short"]["signature"]


def test_a_profile_says_what_each_stage_took(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "digest", story, story, "--profile")
    assert code == 0
    assert out.count(f"== {story} ==") == out.count("100 %") == 2
    assert [line.split()[0] for line in out.splitlines() if line.endswith("%")][:2] == ["read", "quotations"]
    assert run(capsys, "digest", "nowhere.txt", "--profile")[0] == 2
    with pytest.raises(InputError, match="no language"):
        profile("Holm sold the van.", language="tlh")


def test_an_interrupt_at_the_keyboard_ends_it_quietly(story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storysum.api.digest", interrupt)
    assert main(["digest", story]) == 130


def test_a_disk_that_is_full_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match=r"page\.html: cannot be written: No space left"):
        replace(tmp_path / "page.html", ["a page"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["digest", "STORY", "--words", "0"], "a cap is one or more"),
        (["digest", "STORY", "--backend", "textrnk"], "did you mean textrank"),
        (["digest", "STORY", "--backend", "textrank", "--option", "dampng=1"], "damping"),
        (["digest", "STORY", "--option", "damping"], "key=value"),
        (["digest", "STORY", "--words", "3", "--length", "short"], "not both"),
        (["digest", "STORY", "--language", "xx"], "no language 'xx'"),
        (["digest", "nowhere.txt"], "nowhere.txt: cannot be read"),
        (["digest", "."], ".: this is a folder"),
        (["headline", "ftp://example.org/story"], "only addresses of http and https"),
        (["digest", "STORY", "-o", "STORY"], "there is such a file already"),
        (["digest", "STORY", "--output", "nowhere/out.txt"], "nowhere/out.txt: cannot be written"),
        (["digest", "BAD"], "byte 3 is not UTF-8"),
        (["digest", "PAGE"], "this is HTML"),
    ],
)
def test_a_wrong_call_or_input_is_one_line_and_exit_code_two(
    arguments: list[str], message: str, story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, page = tmp_path / "bad.txt", tmp_path / "page.txt"
    bad.write_bytes(b"caf\xe9")
    page.write_text("<html><body><p>Hi</p></body></html>")
    named = {"STORY": story, "BAD": str(bad), "PAGE": str(page)}
    code, out, err = run(capsys, *(named.get(argument, argument) for argument in arguments))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_a_bad_file_does_not_keep_the_others_back(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    loop = Path(story).with_name("loop")
    loop.symlink_to(loop)
    code, out, err = run(capsys, "headline", "nowhere.txt", str(loop), story)
    assert code == 2
    assert story in out
    assert "nowhere.txt" in err
    assert f"{loop}: cannot be read" in err


def test_help_and_version_exit_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["digest", "--help"], ["--version"]):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["sing"], ["completion", "tcsh"], ["digest", "x", "--length", "tiny"]])
def test_a_call_that_cannot_be_parsed_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_a_closed_pipe_is_no_error(story: str) -> None:
    command = f"'{sys.executable}' -m storysum digest {' '.join([story] * 200)} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


STEERING = "\x1b[2J\x9b31m\x07\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ["digest", "STORY"],
        ["digest", "STORY", "--format", "json"],
        ["digest", "STORY", "--format", "markdown"],
        ["headline", "STORY", "STORY"],
        ["quotes", "STORY", "--title", STEERING],
        ["digest", f"nowhere{STEERING}"],
        ["digest", "STORY", "--backend", STEERING],
        ["digest", "STORY", "--option", STEERING],
        ["digest", "STORY", STEERING, f"--{STEERING}"],
        ["batch", "ARCHIVE", "-", "--processes", "0"],
        ["compare", "STORY", "--backends", "lead", "--lengths", "short", "--processes", "0"],
        ["compare", "STORY", "--backends", "lead", "--lengths", "short", "--processes", "0", "--format", "json"],
        ["compare", "STORY", "--backends", "lead", "--lengths", "short", "--processes", "0", "--format", "markdown"],
        ["compare", "--corpus", f"nowhere{STEERING}"],
    ],
    ids=range(14),
)
def test_nothing_from_outside_reaches_a_terminal_raw(
    arguments: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path, archive = tmp_path / f"story{STEERING}.txt", tmp_path / "archive.jsonl"
    text = f"Petra Holm{STEERING} sold the van. “No,” said Abel{STEERING} Foss."
    path.write_text(text, encoding="utf-8")
    archive.write_text(json.dumps({"id": STEERING, "text": text}) + "\n" + json.dumps({"id": STEERING}) + "\n")
    named = {"STORY": str(path), "ARCHIVE": str(archive)}
    with suppress(SystemExit):
        main([named.get(argument, argument) for argument in arguments])
    out, err = (stream.decode("utf-8") for stream in capfdbinary.readouterr())
    assert out + err
    assert not set(out + err) & set(STEERING) - set("[2J31m")


PRECIOUS = "It rained. It froze."
HARMFUL = [
    ["compare", "in.txt", "--records", "in.txt"],
    ["compare", "in.txt", "--html", "in.txt"],
    ["compare", "in.txt", "--html", "other name.txt"],
    ["compare", "--corpus", "in.txt", "--records", "in.txt"],
    ["compare", "in.txt", "--records", "precious.txt"],
    ["compare", "in.txt", "--records", "precious.txt", "--fresh"],
    ["compare", "in.txt", "--html", "precious.txt"],
    ["compare", "in.txt", "--html", "page.html", "--records", "page.html"],
    ["compare", "in.txt", "--html", "no/such/folder/page.html"],
    ["compare", "in.txt", "--html", "."],
    ["compare", "in.txt", "--records", "/"],
    ["compare", "in.txt", "--records", "/dev/null"],
    ["compare", "in.txt", "--score-only"],
    ["compare", "in.txt", "--score-only", "--records", "no.jsonl"],
    ["compare", "in.txt.gz"],
    ["compare", "--corpus", "in.txt", "--first", "-1"],
    ["digest", "in.txt.gz"],
    ["digest", "in.txt/more"],
    ["batch", "in.txt", "/no/such/folder/out.jsonl"],
    ["batch", "in.txt", "in.txt/out.parquet"],
]


@pytest.mark.parametrize("arguments", HARMFUL, ids=" ".join)
def test_what_would_fail_or_do_harm_is_refused_before_any_work(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("storysum.evaluation.command.run", None)
    for name in ("in.txt", "precious.txt"):
        Path(name).write_text(PRECIOUS)
    Path("other name.txt").hardlink_to("in.txt")
    Path("in.txt.gz").write_bytes(gzip.compress(PRECIOUS.encode()))
    there = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    code, out, err = run(capsys, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == there


def test_records_and_a_page_of_our_own_are_written_again(
    story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records, page = str(tmp_path / "records.jsonl"), str(tmp_path / "page.html")
    call = ["compare", story, "--backends", "lead", "--processes", "0", "--records", records, "--html", page]
    for more in ([], ["--fresh"], ["--score-only"]):
        assert run(capsys, *call, *more)[0] == 0


def test_records_that_were_not_asked_for_stay_and_are_not_scored_with_another_corpus(
    story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records, other = tmp_path / "records.jsonl", tmp_path / "other.txt"
    other.write_text("It rained on the van.")
    same = ["--processes", "0", "--records", str(records)]
    calls = [[story, "--backends", "lead"], [story, "--backends", "random", "--lengths", "short"], [str(other)]]
    calls[2] += ["--backends", "lead", "--lengths", "short"]
    for given, lines in zip(
        [*calls, [story, "--score-only"], [str(other), "--score-only"]], (3, 4, 5, 5, 5), strict=True
    ):
        assert run(capsys, "compare", *given, *same)[0] == 0
        rows = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
        assert len(rows) == lines
        assert all(row["metrics"] for row in rows)


@pytest.mark.parametrize(
    ("redirected", "said"),
    [
        ("digest {story} > /dev/full", "standard output: No space left on device"),
        ("digest {story} >&-", "standard output is closed"),
        ("digest - <&-", "standard input"),
        ("digest {story} >> {story}", "this is the input itself"),
    ],
)
def test_a_stream_that_does_not_work_is_one_line_and_exit_code_two(story: str, redirected: str, said: str) -> None:
    command = f"'{sys.executable}' -m storysum {redirected.format(story=story)}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("command", "encoding", "code", "wanted"),
    [
        ("quotes {story} {story}", "ascii", 0, "?We were fools,?"),
        ("quotes {story} {story} --format json", "latin-1", 0, "“We were fools,”"),
        ("--help", "ascii", 0, ".pdf, ? as well"),
        ("quotes missing.txt {story} --format json 2>&-", "utf-8", 2, '{{"file": "{story}"'),
        ("batch {archive} - --processes 1 2>&-", "utf-8", 0, '{{"id": "a"'),
    ],
    ids=range(5),
)
def test_whatever_the_streams_lack_all_of_it_is_printed(
    command: str, encoding: str, code: int, wanted: str, story: str, tmp_path: Path
) -> None:
    archive = tmp_path / "archive.jsonl"
    archive.write_text('{"id": "a", "text": "It rained."}\n')
    named = {"story": story, "archive": str(archive)}
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    call = f"'{sys.executable}' -m storysum {command.format(**named)}"
    done = subprocess.run(["bash", "-c", call], capture_output=True, encoding="utf-8", env=environment)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.count(wanted.format(**named)) == max(1, command.count("{story} {story}") * 2)
    assert "storysum: " not in done.stdout


@pytest.mark.parametrize("name", ["missing.txt", ".", "bad.txt", "packed.gz", "nul\0", "loop"])
def test_in_python_a_file_that_cannot_be_read_is_an_input_error_with_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    (tmp_path / "packed.gz").write_bytes(gzip.compress(b"It rained."))
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match=re.escape(str(tmp_path / name))):
        storysum.summarize(tmp_path / name)


@pytest.mark.parametrize("options", [(), ("--all",)])
def test_demo_shows_three_lengths_by_the_default_backend_in_wrapped_lines(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    code, out, _ = run(capsys, "demo", *options)
    lines = out.split("\n")
    assert code == 0
    for label in ("headline", "short", "medium"):
        assert sum(label in line and line.endswith(":") for line in lines) == (len(load()) if options else 2)
    assert max(map(len, (line for line in lines if not line.startswith("==")))) <= 60
    digest = storysum.digest(next(story.text for story in load() if story.id == "kirkgate-deputies"))
    assert " ".join(digest.medium.text.split()) in " ".join(out.split())


@pytest.mark.parametrize("terminal", [True, False])
def test_demo_leaves_no_blank_line_at_its_ends_and_none_doubled(
    terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = load()[:4]
    monkeypatch.setattr("storysum.corpus.load", lambda: stories)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    lines = run(capsys, "demo", "--all")[1].split("\n")[:-1]
    assert lines[0].strip()
    assert lines[-1].strip()
    assert not any(not one.strip() and not two.strip() for one, two in pairwise(lines))


def test_summarize_is_short_unless_a_length_or_caps_are_given(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "summarize", story)[1] == f"{storysum.summarize(STORY)}\n"
    assert run(capsys, "summarize", story, "--length", "headline")[1] == f"{storysum.headline(STORY)}\n"
    assert run(capsys, "summarize", story, "--words", "7", "--backend", "lead")[1].startswith("Petra Holm sold")


@pytest.mark.parametrize("command", ["digest", "summarize", "headline", "quotes"])
def test_without_a_file_a_text_is_read_from_a_pipe_and_a_person_is_told_what_to_do(
    command: str, story: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = run(capsys, command, story)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert run(capsys, command) == named
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs) as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        with pytest.raises(SystemExit) as stop:
            main([command])
    os.close(ours)
    assert stop.value.code == 2
    assert "name a file, or pipe a text in" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["digest", "summarize", "headline", "quotes"])
def test_output_goes_to_a_new_file_and_never_over_another(
    command: str, story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.txt"
    _, shown, _ = run(capsys, command, story)
    assert run(capsys, command, story, "-o", str(path)) == (0, "", "")
    assert path.read_text(encoding="utf-8") == shown
    code, _, err = run(capsys, command, story, "-o", str(path))
    assert (code, path.read_text(encoding="utf-8")) == (2, shown)
    assert "name another output" in err


def test_a_call_that_fails_leaves_no_empty_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "digest", "nowhere.txt", "-o", str(tmp_path / "out.txt"))[0] == 2
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["summ"], "summarize"),
        (["digest", "--backend", "text"], "textrank"),
        (["digest", "story.txt", "--len"], "--length"),
        (["summarize", "--length", "m"], "medium"),
        (["batch", "--fr"], "--fresh"),
        (["completion", "f"], "fish"),
    ],
)
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_completes_commands_options_and_their_values(
    typed: list[str], wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script = run(capsys, "completion", "bash")[1]
    words = " ".join(("storysum", *typed))
    asked = f'COMP_WORDS=({words}); COMP_CWORD={len(typed)}; _storysum; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", f"{script}\n{asked}"], capture_output=True, encoding="utf-8", check=True)
    assert wanted in done.stdout.split()


def test_each_shell_is_given_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for shell in ("bash", "zsh", "fish"):
        out = run(capsys, "completion", shell)[1]
        assert all(name in out for name in ("digest", "summarize", "headline", "quotes", "compare", "batch", "tighten"))
