"""One answer of a language model: asked for over HTTP, bounded in time, size and tokens, and kept on disk.

Nothing that a server says is trusted or repeated: what went wrong is told in our own words. The key is read from
the environment for each request, and stands in its header only.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from storysum.errors import BackendError, InputError, needed
from storysum.files import replace
from storysum.model.choice import Refused

if TYPE_CHECKING:
    from storysum.backends.llm import LLM

DEFAULT_URL = "https://api.openai.com/v1"
LARGEST = 2**20  # bytes of an answer; what is longer is no choice of sentences
_NO_KEY = "no-key"  # a server of one's own seldom wants one
_SHORTEST_KEY = 8  # characters; “x” or “1”, given where no key is wanted, is no secret and may stand in an answer
_AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
_LONGEST_WAIT = 30.0  # seconds, whatever a server says
_MESSAGES = {
    400: "does not understand the request: does it take the model, temperature, seed and max_tokens?",
    401: "refuses the key",
    403: "refuses the key",
    404: "knows no such model or address",
    429: "has too many requests",
}

log = logging.getLogger(__name__)


class _Unanswered(Exception):
    """Why there is no answer, what the server says of when to ask again, and whether that may help."""


def answer(llm: LLM, request: dict[str, Any], tokens: int) -> str:
    """What the model says; a Refused where that is nothing, or nothing that can be read.

    It will take so many tokens, about. What the server did not answer took none; what came too late did.
    """
    for attempt in range(llm.retries + 1):
        llm.spend(tokens, True)
        wait = 0.5 * 2**attempt
        try:
            text, used = _read(_in_time(llm, request))
        except _Unanswered as error:
            llm.spend(-tokens, False)
            why, retry_after, again = error.args
            wait = _seconds(retry_after, wait)
            if not again:
                raise Refused(why, again=False) from None
        except TimeoutError:
            why = f"the answer was not there after {llm.timeout:g} seconds"
        else:
            llm.spend((used or tokens) - tokens, False)
            if len(_key(llm)) >= _SHORTEST_KEY and _key(llm) in text:
                raise Refused("the answer repeats the key", again=False)
            return text
        if attempt < llm.retries:
            wait = max(0.0, min(_LONGEST_WAIT, wait))  # in this order, what is no number is the longest
            log.info("%s: asked again in %g seconds", why, wait)
            sleep(wait)
    times = f"{llm.retries + 1} times" if llm.retries else "once"
    raise Refused(f"{why}, asked {times}", again=False)


def _in_time(llm: LLM, request: dict[str, Any]) -> bytes:
    """The body of an answer, or a TimeoutError: no limit of HTTP holds for headers that come letter by letter."""
    found: Future[bytes] = Future()

    def ask() -> None:
        try:
            found.set_result(_body(llm, request))
        except BaseException as error:
            found.set_exception(error)

    # None of an executor's: Python would wait for it at its end.
    Thread(target=ask, daemon=True).start()
    return found.result(llm.timeout)


def _body(llm: LLM, request: dict[str, Any]) -> bytes:
    openai = needed("openai", "backend 'llm' needs openai: pip install storysum[llm]")
    deadline, data = monotonic() + llm.timeout, bytearray()
    # Who is led elsewhere would take the story there.
    options = {"timeout": llm.timeout, "follow_redirects": False, "event_hooks": {"response": [_refuse_errors]}}
    client = openai.OpenAI(
        api_key=_key(llm),
        base_url=llm.base_url,
        max_retries=0,
        timeout=llm.timeout,
        default_headers={"Accept-Encoding": "identity"},
        http_client=openai.DefaultHttpxClient(**options),
    )
    try:
        with client, client.chat.completions.with_streaming_response.create(**request) as response:
            for chunk in response.http_response.iter_raw():  # not unpacked: a little may become a lot
                data += chunk
                if len(data) > LARGEST:
                    raise Refused(f"the answer is larger than {LARGEST:,} bytes", again=False)
                if monotonic() > deadline:
                    raise TimeoutError
    except Refused:
        raise
    except Exception as error:
        # Its message may hold the request with its key, or whatever the server wrote: neither is repeated.
        cause = error.__cause__ or error
        if isinstance(cause, _Unanswered):
            raise cause from None
        kind = type(cause).__name__
        lost = _Unanswered(f"the connection failed ({kind})", None, True)
        raise (TimeoutError() if "Timeout" in kind else lost) from None
    return bytes(data)


def _key(llm: LLM) -> str:
    key = os.environ.get(llm.key_from, "").strip()
    if not key and llm.base_url == DEFAULT_URL:
        raise BackendError(f"backend 'llm': set the environment variable {llm.key_from} to your key")
    return key or _NO_KEY


def _refuse_errors(response: Any) -> None:
    """Raise where the status is an error's, before its body is read: that may be of any size, and is never needed."""
    if (status := response.status_code) >= 300:
        told = _MESSAGES.get(status, "leads elsewhere" if status < 400 else "failed")
        raise _Unanswered(f"the server {told} ({status})", response.headers.get("retry-after"), status in _AGAIN)


def _seconds(told: str | None, usual: float) -> float:
    """How long a server asks to be left alone, in seconds or until a date; as long as usual where it does not say."""
    with suppress(ValueError):
        return float(told or "")
    with suppress(ValueError, TypeError):
        return (parsedate_to_datetime(told or "") - datetime.now(UTC)).total_seconds()
    return usual


def _read(data: bytes) -> tuple[str, int]:
    """What the model said, out of what the server sent, and how many tokens that took; 0 where it does not say."""
    try:
        sent = json.loads(data)
        choice = sent["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, RecursionError):
        raise Refused("the answer is no JSON, or only the beginning of it") from None
    except (LookupError, TypeError):
        raise Refused("the answer has no message") from None
    if choice["message"].get("refusal"):
        raise Refused("the model declined to answer", again=False)
    if not isinstance(text, str) or not text.strip():
        raise Refused("the model said nothing")
    if choice.get("finish_reason") == "length":
        raise Refused("the model's answer was cut off")
    usage = sent.get("usage")
    used = usage.get("total_tokens") if isinstance(usage, dict) else None
    return text, max(0, used) if type(used) is int else 0


def kept_at(llm: LLM, request: dict[str, Any]) -> Path:
    """Where the answer to a request is kept."""
    asked = json.dumps([llm.base_url, request], sort_keys=True, ensure_ascii=True)
    return Path(llm.cache, f"{hashlib.sha256(asked.encode()).hexdigest()}.json")


def cached(path: Path) -> str | None:
    """An answer that was kept; None where there is none, or what is there is damaged."""
    with suppress(OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        held = json.loads(path.read_bytes())
        text: str = held["text"]
        if held["request"] == path.stem and held["sum"] == hashlib.sha256(text.encode()).hexdigest():
            return text
    return None


def keep(path: Path, text: str) -> None:
    """Keep an answer: the model's words and checksums, neither the request nor the key."""
    checksum = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, [json.dumps({"request": path.stem, "sum": checksum, "text": text})])
    except (OSError, InputError) as error:
        raise BackendError(f"backend 'llm': an answer cannot be written: {error}") from None
