"""Lines are the same however the bytes come in, and nobody waits for nobody."""

from __future__ import annotations

import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storysum.batch.sources import STANDARD, JsonLines

pytest.importorskip("starlette", reason="Starlette is not installed: pip install storysum[serve]")
from storysum.serve.batches import Spool

LONGEST = 12


def read(chunks: list[bytes], *, at_once: bool) -> list[bytes | None]:
    async def both() -> list[bytes | None]:
        spool = Spool(LONGEST)
        found: list[bytes | None] = []

        async def reads() -> None:
            async for line in spool.lines():
                found.append(line)

        reader = asyncio.create_task(reads())
        for chunk in chunks:
            spool.add(chunk)
            if not at_once:
                await asyncio.sleep(0)
        spool.end()
        await asyncio.wait_for(reader, 30)
        spool.close()
        return found

    return asyncio.run(both())


@pytest.mark.parametrize("at_once", [True, False])
@given(st.lists(st.binary(max_size=20).map(lambda some: bytes(b"ab\n"[one % 3] for one in some)), max_size=12))
def test_however_the_bytes_come_the_lines_are_those_of_a_file(at_once: bool, chunks: list[bytes]) -> None:
    whole = b"".join(chunks)
    source = JsonLines(STANDARD, longest=LONGEST)
    wanted = [story.error == f"longer than {LONGEST} bytes" for story in source._lines(io.BytesIO(whole))]
    found = read(chunks, at_once=at_once)
    assert [line is None for line in found if line is None or line.strip()] == wanted
    kept = [line for line in whole.splitlines(keepends=True) if len(line) <= LONGEST + 1]
    kept = [line for line in kept if len(line.rstrip(b"\n")) <= LONGEST]
    assert [line for line in found if line is not None] == kept
