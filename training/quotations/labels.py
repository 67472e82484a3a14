"""What people marked in an article, and how what was found compares with it, as `score_quotes.py` counts."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from storysum.model.quote import Quote

EDGE = "“”\"'‘’`«»„‟‹› \n\t,.;:!?…—–-()[]"
_PRONOUNS = {"he", "she", "they", "it", "i", "we", "him", "her", "them", "who"}
_NO_NAME = frozenset(
    ("the", "a", "an", "of", "and", "or", "for", "in", "at", "to",
     "his", "her", "their", "its", "mr", "mrs", "ms", "dr", "sen", "rep",
     "gov", "president", "former", "who", "said", "secretary", "campaign", "spokesman", "spokeswoman")
)  # fmt: skip


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The articles of a file."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]


def paper(name: str) -> str:
    """The newspaper that an id names."""
    return name.split("/")[-1].split("_")[0]


def reported(name: str) -> bool:
    """Whether an article is of the fifth whose figures are reported."""
    return crc32(name.encode("utf-8")) % 5 == 0


def core(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without its marks and the punctuation at its edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def name_words(name: str) -> list[str]:
    """The words of a name, titles aside."""
    return [w for w in re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", name).lower()) if w not in _NO_NAME]


def is_right(text: str, gold: dict[str, Any], start: int, end: int) -> bool:
    """Whether a mention is the speaker that the label names."""
    wanted = gold.get("speaker_text") or gold.get("speaker_name") or ""
    if not wanted:
        return False
    if gold.get("speaker_start") is not None:
        a, b = gold["speaker_start"], gold["speaker_end"]
        if 2 * (min(b, end) - max(a, start)) >= b - a and end - start <= 2 * (b - a) + 20:
            return True
        if wanted.lower() in _PRONOUNS or wanted[:1].islower():
            return False
    return len(text[start:end].split()) <= 12 and same_name(text[start:end], wanted)


def same_name(a: str, b: str) -> bool:
    """Whether the last word of one name is in the other."""
    x, y = name_words(a), name_words(b)
    return bool(x and y and (x[-1] in y or y[-1] in x))


def tally(row: dict[str, Any], quotes: Sequence[Quote], *, five: bool) -> Counter[str]:
    """The counts of score_quotes.py for one article."""
    text = row["text"]
    found = {core(text, q.span.start, q.span.end): q for q in quotes}

    def long(span: tuple[int, int]) -> bool:
        return not five or len(re.findall(r"\w+", text[span[0] : span[1]])) >= 5

    labels = {core(text, q["start"], q["end"]): q for q in row["quotes"]}
    counts: Counter[str] = Counter(gold=sum(map(long, labels)), found=sum(map(long, found)))
    for span, label in labels.items():
        quote = found.get(span)
        if quote is None or not long(span):
            continue
        wanted = label.get("speaker_text") or label.get("speaker_name") or ""
        counts["span"] += 1
        counts["speakers"] += bool(wanted)
        if quote.speaker is None:
            counts["right"] += not wanted
            continue
        person = quote.person.of(text) if quote.person is not None else ""
        right = is_right(text, label, quote.speaker.start, quote.speaker.end) or (
            bool(wanted) and not (wanted.lower() in _PRONOUNS or wanted[:1].islower()) and same_name(person, wanted)
        )
        counts["named"] += 1
        counts["right"] += right
        counts["wrong"] += not right
    return counts


def measures(counts: Counter[str]) -> str:
    """Span F1, end-to-end F1, misattribution and coverage of some counts, in words."""
    total = counts["gold"] + counts["found"]
    return (
        f"span {2 * counts['span'] / total:.3f}  end-to-end {2 * counts['right'] / total:.3f}  "
        f"misattribution {counts['wrong'] / max(1, counts['named']):.3f} "
        f"at {counts['named'] / max(1, counts['speakers']):.3f}"
    )
