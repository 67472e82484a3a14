"""The JSON API, asked as any program would ask it: a real server, by HTTP."""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from serving import Client

import storysum
from storysum import cli
from storysum.corpus import load
from storysum.serve import asked

STORY = load()[0].text


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def test_each_endpoint_answers_what_python_answers(client: Client) -> None:
    assert client.posts("/digest", {"text": STORY}) == (200, plain(storysum.digest(STORY).to_dict()))
    budget = storysum.Budget(words=30, sentences=1)
    wanted = storysum.summarize(STORY, length=budget, backend="textrank").to_dict()
    given = {"text": STORY, "backend": "textrank", "budget": {"words": 30, "sentences": 1}}
    assert client.posts("/summarize", given) == (200, plain(wanted))
    assert client.posts("/summarize", {"text": STORY, "length": "medium", "tighten": False}) == (
        200,
        plain(storysum.summarize(STORY, length="medium", tighten=False).to_dict()),
    )
    assert client.posts("/headline", {"text": STORY}) == (200, plain(storysum.headline(STORY).to_dict()))
    assert client.posts("/quotes", {"text": STORY}) == (
        200,
        {"quotes": plain(storysum.digest(STORY).to_dict()["quotes"])},
    )
    assert client.posts("/shorten", {"sentence": "It rained on the van, which was red.", "words": 3})[1]["parse"]


def test_the_document_shows_requests_and_their_answers(client: Client) -> None:
    status, headers, body = client.sends("GET", "/openapi.json")
    assert (status, headers["content-type"]) == (200, "application/json")
    for path, told in json.loads(body)["paths"].items():
        if path in asked.ENDPOINTS and path != "/fetch":
            shown = told["post"]["requestBody"]["content"]["application/json"]["example"]
            wanted = told["post"]["responses"]["200"]["content"]["application/json"]["example"]
            assert client.posts(path, shown) == (200, wanted)


def test_the_guide_shows_what_is_answered(client: Client) -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "guides" / "serve.md").read_text(encoding="utf-8")
    given, shown = re.findall(r"-d '(.*)'\n(.*)…\n", guide)[0]
    headers = {"Content-Type": "application/json"}
    assert client.sends("POST", "/headline", given.encode(), headers)[2].decode().startswith(shown.rstrip())


def test_a_batch_gives_the_rows_of_storysum_batch_byte_for_byte(client: Client, tmp_path: Path) -> None:
    lines = [json.dumps({"id": story.id, "text": story.text, "title": story.title}) for story in load()[:4]]
    lines += [
        "",
        "nonsense",
        '{"id": "é\\u009b", "text": "It rained."}',
        '{"id": 7}',
        '{"text": "<b>\\ud800</b> \\u0000 it."}',
    ]
    given = "\n".join(lines).encode()
    (tmp_path / "in.jsonl").write_bytes(given)
    call = ["batch", "--quiet", "--processes", "0", "--backend", "lead"]
    cli.main([*call, str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")])
    status, headers, rows = client.sends("POST", "/batch?backend=lead", given)
    assert (status, headers["content-type"]) == (200, "application/x-ndjson")
    assert rows == (tmp_path / "out.jsonl").read_bytes()


def test_a_batch_answers_each_line_while_the_next_is_not_yet_sent(client: Client) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=60)
    connection.putrequest("POST", "/batch?backend=lead")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()

    def send(line: bytes) -> None:
        connection.send(b"%x\r\n%s\r\n" % (len(line), line))

    send(b'{"id": "one", "text": "It rained."}\n')
    answer = connection.getresponse()
    assert json.loads(answer.readline())["id"] == "one"
    send(b'{"id": "two", "text": "It rain')
    send(b'ed again."}')
    send(b"")
    assert json.loads(answer.readline())["id"] == "two"
    assert answer.read() == b""
    connection.close()


def test_a_batch_loses_nothing_where_nobody_reads_until_all_is_sent(client: Client) -> None:
    # What comes back is more than sockets hold: who waits for the reader before reading on would wait for ever.
    names = [f"{number} {'x' * 20_000}" for number in range(800)]
    lines = [json.dumps({"id": name, "text": "It rained."}) for name in names]
    lines[300] = json.dumps({"id": "far too long", "text": "x" * 400_000})
    names[300] = "line 301"
    status, _, rows = client.sends("POST", "/batch?backend=lead", "\n".join(lines).encode())
    found = [json.loads(row) for row in rows.splitlines()]
    assert (status, [row["id"] for row in found]) == (200, names)
    assert found[300]["error"] == "longer than 300000 bytes"
    assert {row["short"] for row in found if row["id"] != "line 301"} == {"It rained."}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("backend=blnd", "did you mean blend"),
        ("language=qq", "no language"),
        ("tighten=1", "no tighten '1': known: false, true"),
        ("x=1", "'x'"),
    ],
)
def test_a_batch_that_is_asked_for_wrongly_is_refused_before_its_first_row(
    client: Client, query: str, told: str
) -> None:
    status, answer = client.posts(f"/batch?{query}", b'{"text": "It rained."}')
    assert (status, told in answer["error"]["message"]) == (400, True)


def test_every_error_is_json(client: Client) -> None:
    for method, path, status in (("GET", "/nowhere", 404), ("PUT", "/digest", 405), ("GET", "/../etc/passwd", 404)):
        found, headers, body = client.sends(method, path)
        assert (found, headers["content-type"], json.loads(body)["error"]["status"]) == (
            status,
            "application/json",
            status,
        )
    assert client.sends("POST", "/digest", b'{"text": "a"}', {"Content-Type": "text/plain"})[0] == 415
    assert client.posts("/digest", b"nonsense")[0] == 400


def test_a_request_that_is_too_large_is_refused(client: Client) -> None:
    large = json.dumps({"text": "It rained. " * 40_000}).encode()
    status, answer = client.posts("/digest", large)
    assert (status, answer["error"]["kind"]) == (413, "TooLarge")
    chunks = (large[at : at + 10_000] for at in range(0, len(large), 10_000))
    try:
        told = client.sends("POST", "/digest", chunks, {"Content-Type": "application/json"}, encode_chunked=True)
    except (BrokenPipeError, ConnectionResetError):
        return  # it was hung up on while it was sending
    assert told[0] == 413


def test_pages_of_other_sites_and_other_names_of_this_machine_are_refused(client: Client) -> None:
    given = json.dumps({"text": "It rained."}).encode()
    for headers, status in (
        ({"Host": "evil.example"}, 403),
        ({"Host": f"localhost.evil.example:{client.port}"}, 403),
        ({"Host": "["}, 403),
        ({"Host": f"127.0.0.1:{client.port}", "Origin": "https://evil.example"}, 403),
        ({"Host": f"127.0.0.1:{client.port}", "Origin": "null"}, 403),
        ({"Host": f"127.0.0.1:{client.port}", "Origin": "http://["}, 403),
        ({"Host": f"127.0.0.1:{client.port}", "Origin": f"http://127.0.0.1:{client.port}"}, 200),
        ({"Host": f"localhost:{client.port}"}, 200),
        ({"Host": f"[::1]:{client.port}"}, 200),
    ):
        found, told, _ = client.sends("POST", "/digest", given, {"Content-Type": "application/json", **headers})
        assert found == status, headers
        assert not [name for name in told if name.startswith("access-control")]
        assert "default-src 'none'" in told["content-security-policy"]


def test_addresses_of_this_machine_and_its_network_are_not_fetched(client: Client) -> None:
    for url in (
        client.address,
        f"http://localhost:{client.port}/health",
        f"http://[::1]:{client.port}/health",
        f"http://[::ffff:127.0.0.1]:{client.port}/health",
        f"http://2130706433:{client.port}/health",
        f"http://0x7f.1:{client.port}/health",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
    ):
        for path in ("/fetch", "/digest"):
            status, answer = client.posts(path, {"url": url})
            assert status == 400, url
            assert "only" in answer["error"]["message"], answer


def test_what_is_sent_is_only_ever_text_in_what_comes_back(client: Client) -> None:
    signs = "\x1b[2J \x9b5m \u202e \ud800"
    hostile = f"The sign said <script>alert(1)</script> {signs} ${{7*7}} {{{{7*7}}}} said Odo Lind. It rained."
    status, headers, body = client.sends(
        "POST", "/view", json.dumps({"text": hostile}).encode(), {"Content-Type": "application/json"}
    )
    assert (status, headers["content-type"], headers["x-content-type-options"]) == (200, "application/json", "nosniff")
    assert not [sign for sign in body.decode() if sign in "\x1b\x9b\u202e\x00"]
    shown = "".join(part["text"] for block in json.loads(body)["story"] for part in block["parts"])
    assert "<script>alert(1)</script>" in shown
    assert "49" not in shown


def test_figures_count_what_was_asked(client: Client) -> None:
    before = client.figure('storysum_requests_total{path="/headline",status="200"}')
    client.posts("/headline", {"text": "It rained."})
    assert client.figure('storysum_requests_total{path="/headline",status="200"}') == before + 1
    assert client.figure('storysum_request_seconds_count{path="/headline"}') >= 1
    for number in range(20):
        client.sends("GET", f"/nowhere/{number}")
    assert b"nowhere" not in client.sends("GET", "/metrics")[2]


@pytest.fixture(scope="module")
def slow(serving: Callable[..., Client]) -> Client:
    found = serving("--time-limit", "1", "--largest", "9000000")
    while json.loads(found.sends("GET", "/health")[2])["status"] != "ok":
        time.sleep(0.1)
    return found


def test_a_story_that_takes_too_long_is_given_up_and_the_next_is_answered(slow: Client) -> None:
    assert slow.posts("/digest", {"text": "It rained."})[0] == 200
    words = " ".join(f"Petra Holm{number} sold van{number % 997}." for number in range(30_000))
    begun = time.monotonic()
    status, headers, body = slow.sends(
        "POST", "/digest", json.dumps({"text": words}).encode(), {"Content-Type": "application/json"}
    )
    assert (status, headers["retry-after"]) == (503, "2")
    assert json.loads(body)["error"]["message"].startswith("took longer than ")
    assert time.monotonic() - begun < 30
    rows = slow.sends(
        "POST", "/batch", json.dumps({"id": "long", "text": words}).encode() + b'\n{"id":"b","text":"It rained."}'
    )
    first, second = map(json.loads, rows[2].splitlines())
    assert (first["id"], first["error"][:4], second["id"], second["error"]) == ("long", "took", "b", None)
    assert slow.figure("storysum_processes_replaced_total") >= 2


def test_a_client_that_sends_nothing_is_told_so(slow: Client) -> None:
    with socket.create_connection(("127.0.0.1", slow.port), 30) as line:
        head = (
            b"POST /digest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
        )
        line.sendall(head)
        assert line.recv(100).startswith(b"HTTP/1.1 408 ")
        while line.recv(4096):
            pass  # it hangs up
    assert slow.sends("GET", "/health")[0] == 200


def test_others_need_the_token_and_only_the_page_is_shown_without(serving: Callable[..., Client]) -> None:
    open_to_all = serving("--host", "0.0.0.0")
    assert len(open_to_all.token) > 30
    given = {"text": "It rained."}
    assert open_to_all.posts("/digest", given)[0] == 401
    assert open_to_all.posts("/digest", given, Authorization="Bearer wrong")[0] == 401
    assert open_to_all.posts("/digest", given, Authorization=f"Basic {open_to_all.token}")[0] == 401
    assert open_to_all.posts("/digest", given, Authorization=f"Bearer {open_to_all.token}")[0] == 200
    assert open_to_all.sends("GET", "/metrics")[0] == 401
    assert open_to_all.sends("GET", "/")[0] == 200
    named = serving("--host", "127.0.0.1", STORYSUM_TOKEN="a-token-of-their-own")
    assert named.token == ""
    assert named.posts("/digest", given)[0] == 401
    assert named.posts("/digest", given, Authorization="Bearer a-token-of-their-own")[0] == 200


def test_a_place_that_is_taken_and_an_extra_that_is_missing_are_told(
    client: Client, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["serve", "--port", str(client.port)]) == 2
    assert "cannot listen there" in capsys.readouterr().err
    monkeypatch.setenv("STORYSUM_TOKEN", "short")
    assert cli.main(["serve", "--port", "0"]) == 2
    assert "16 or more" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert cli.main(["serve"]) == 2
    assert "pip install storysum[serve]" in capsys.readouterr().err


def test_the_other_commands_load_nothing_of_the_server() -> None:
    program = "import sys; from storysum import cli; cli.main(['demo']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "storysum.cli" in loaded
    assert not [name for name in loaded if name.startswith(("starlette", "uvicorn", "storysum.serve"))]
