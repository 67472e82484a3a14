"""What reading loses: stories whose opening cannot be chosen, and blocks that a reference needed.

    python benchmarks/reading/run.py stories.jsonl.gz more.jsonl        # figures
    python benchmarks/reading/run.py --show 20 stories.jsonl.gz         # and the first of each kind
    python benchmarks/reading/run.py --roles stories.jsonl.gz           # blocks by role and reason

Each row is a JSON object with `id`, `text`, perhaps `title` and `summaries`; a text that begins with its title
is read without it. `--ids EXPRESSION` passes over rows whose id does not match (a broken export has such).

An opening is lost where the first sentence of the body is in no passage, or a sentence that was dropped stands
in front of it. A block is lost where it was dropped, it has most of the words of a sentence of a reference that
tell anything, and no sentence of the body has as many. Exit code 1 where more than 1 % of the openings are lost.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import storysum
from storysum.terms.words import content
from storysum.text.lines import has_stop, has_verb
from storysum.text.passages import passage_at, passages

_SENTENCE = 9
_SHARE, _FEWEST = 0.6, 4
_MOST_LOST = 0.01


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def story(row: dict[str, Any]) -> str:
    """The text without the title in front of it."""
    title = row.get("title") or ""
    text: str = row["text"]
    return text[len(title) :].lstrip(" .\n") if title and text.startswith(title) else text


def lost_opening(article: storysum.Article) -> tuple[str, str] | None:
    """Why the opening of a story cannot be chosen, and what it says."""
    text = article.text
    body = next((block.span.start for block in article.blocks if block.role == "body"), None)
    if body is None or not article.sentences:
        return "no body", text[:200]
    for block in article.blocks:
        line = block.span.of(text)
        if block.span.start < body and len(line.split()) >= _SENTENCE and has_stop(line) and has_verb(line):
            return f"{block.role}: {block.reason}", line[:200]
    first = next(index for index, sentence in enumerate(article.sentences) if sentence.start >= body)
    if passage_at(passages(article, storysum.quotes(article)), first) is not None:
        return None
    line = article.sentences[first].of(text)
    return ("announces what is no body" if line.endswith(":") else "beside a mark without a partner"), line[:200]


def lost_blocks(article: storysum.Article, references: list[str]) -> Iterator[tuple[str, str, str]]:
    """The role and reason, the text, and the sentence of a reference, for each block that was needed."""
    dropped = [block for block in article.blocks if block.role not in ("body", "title", "byline", "dateline")]
    dropped = [block for block in dropped if len(block.span.of(article.text).split()) >= _FEWEST]
    if not dropped:
        return
    body = [set(content(sentence.of(article.text))) for sentence in article.sentences]
    for reference in references:
        for sentence in re.split(r"(?<=[.!?])\s+", reference):
            wanted = set(content(sentence))
            if len(wanted) < _FEWEST:
                continue
            most = max((len(wanted & words) for words in body), default=0)
            for block in dropped:
                has = len(wanted & set(content(block.span.of(article.text))))
                if has >= _SHARE * len(wanted) and has > most:
                    yield f"{block.role}: {block.reason}", block.span.of(article.text)[:200], sentence


def main() -> int:
    """Print the figures of each file."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="+", type=Path)
    ask.add_argument("--ids", default="")
    ask.add_argument("--show", type=int, default=0)
    ask.add_argument("--roles", action="store_true")
    asked = ask.parse_args()
    bad = False
    for path in asked.files:
        openings: Counter[str] = Counter()
        blocks: Counter[str] = Counter()
        roles: Counter[str] = Counter()
        count = 0
        for row in rows(path):
            if not re.search(asked.ids, str(row["id"])):
                continue
            count += 1
            article = storysum.read(story(row))
            roles.update(f"{block.role}: {block.reason}" for block in article.blocks)
            opening = lost_opening(article)
            if opening is not None:
                openings[opening[0]] += 1
                if sum(openings.values()) <= asked.show:
                    sys.stdout.write(f"  {row['id']}  {opening[0]}\n    {opening[1]!r}\n")
            for why, block, reference in lost_blocks(article, row.get("summaries") or []):
                blocks[why] += 1
                if sum(blocks.values()) <= asked.show:
                    sys.stdout.write(f"  {row['id']}  {why}\n    {block!r}\n    {reference!r}\n")
        share = sum(openings.values()) / max(1, count)
        bad = bad or share > _MOST_LOST
        sys.stdout.write(f"{path.name}: {count} stories, {100 * share:.2f} % lose their opening {dict(openings)}\n")
        sys.stdout.write(f"  {sum(blocks.values())} blocks lost that a reference needed {dict(blocks)}\n")
        if asked.roles:
            sys.stdout.writelines(f"  {number:6} {role}\n" for role, number in roles.most_common())
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
