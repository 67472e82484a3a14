"""Sentences beside a quotation mark that has no partner: somebody's words, perhaps, and nobody can say whose."""

import re
from functools import cache

from storysum.marks import DOUBLE, ONLY_OPENING, one_of
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.body import overlapping, sentence_at, sentences_in
from storysum.text.marks.pairs import SPEAKER, pair
from storysum.text.marks.stretches import marked
from storysum.text.reporting import telling
from storysum.text.sentences import split

_DOUBLE = re.compile(one_of(DOUBLE - {"''"}) + r"|(?<!')''(?!')")
# Nobody can say what so many marks in a row open or close.
_WRECK = re.compile("(?:" + one_of(DOUBLE - {"``", "''"}) + "){3}")
# A single mark that plainly opens speech: behind a colon, a comma or a sentence, before a capital.
_SINGLE = re.compile(
    r"[:,.!?…][\"”'’)]?\s{1,3}(['‘])(?=[^\W\d_a-z][\w’']*[\s,])(?!(?:Em|Til|Tis|Twas|Twill|Cause|Cos|Bout)\b)"
)
# A single mark that plainly closes speech: behind a sentence or a comma (not “Bros.’ van”).
_SINGLE_CLOSES = re.compile(r"(?<=[a-z]{2}[.!?])['’](?=\s+[^\sa-z]|\s*\Z)|(?<=[a-z]{2},)['’](?=\s)")
_CLOSES_ALL = re.compile(r"[\s\"'’”]*\Z")  # nothing stands behind it
# In a page whose paragraphs were joined to one block, no quotation is longer than so many sentences; of those
# before a lone mark that closes, the nearest are barred and whoever says “I” or “you”.
_LONG, _NEAR = 12, 2
_SENTENCE = 600  # characters behind a mark in which its own sentence may tell who speaks
_OF_US = re.compile(r"\b(?:I|me|[Mm]y|[Ww]e|us|[Oo]urs?)\b")
# What may be a verb of telling with its subject: “Holm said”, “she says”, “, adds Holm”.
_TOLD = re.compile(
    r"(?:\b(?!(?:I|We|You)\b)(?:[^\W\d_a-z][\w’'-]*|he|she|they|who)|,(?! (?:he|she|they|who)\b)) ([a-z]+)\b"
)
# What stands in front of a name by which speech ends: “…, the drummer Cleo Holm said”.
_BEHIND_SPEECH = re.compile(
    r"[,?!]\s(?:(?!(?:and|but|or|so|as|if|what|which|that|when|because)\b)[\w’'.-]+\s(?:[\w’'.-]+\s){0,3})?\Z"
)


def beside_lone_marks(article: Article, block: Span) -> set[int]:
    """The sentences of a body block that may be speech without saying so: a mark there has no partner."""
    text, said, sentences = article.text, block.of(article.text), sentences_in(article, block)
    doubles = any(mark in said for mark in DOUBLE)
    if doubles and _WRECK.search(said):
        return set(sentences)
    barred: set[int] = set()

    @cache  # many marks may stand in one sentence
    def may_be_speech(sentence: int) -> bool:
        line = article.sentences[sentence].of(text)
        return SPEAKER.search(line) is not None and _DOUBLE.search(line) is None

    @cache
    def opened_within(inside: Span) -> frozenset[int]:
        return frozenset(piece[0] for piece in pair(text, inside.start, inside.end)[0])

    def bar(at: int, *, opens: bool) -> None:
        """From a mark on: its sentence, those that follow (or stand before), as far as they may be speech."""
        place = max(sentences.start, sentence_at(article, at)) - sentences.start
        reach = (sentences[place:] if opens else sentences[place::-1])[: _LONG + 1]
        near = _LONG if opens or len(sentences) <= _LONG else _NEAR
        if not opens and len(sentences) * 2 > len(article.sentences) and _CLOSES_ALL.match(text, at):
            near = 0  # a field of a table, whose own mark came along, or the last of joined paragraphs
        if opens and _ends_with_its_sentence(text, at, article.sentences[reach[0]].end):
            near = 0
        furthest = max((number for number, one in enumerate(reach) if may_be_speech(one)), default=0)
        barred.update(reach[: max(furthest, near) + 1])

    for match in _DOUBLE.finditer(text, block.start, block.end) if doubles else ():
        at, mark, before = match.start(), match.group(), text[max(0, match.start() - 1) : match.start()]
        if (mark == '"' and before.isdigit()) or (mark in "»›" and before.isspace()):
            continue  # 7" is seven inches; “Watch the van »”: an arrow
        if overlapping(marked(article), Span(at, at + 1)):
            continue
        opens = mark in ONLY_OPENING or mark in "“«‹"
        bar(at, opens=opens if mark not in '"＂' else not text[at + 1 : at + 2].isspace() and at + 1 < block.end)
    for match in _SINGLE.finditer(text, block.start, block.end):
        at = match.start(1)
        around = overlapping(marked(article), Span(at, at + 1))
        if not around:
            bar(at, opens=True)
        elif at != around[0].start and at not in opened_within(around[0].inside):
            barred.add(sentence_at(article, at))  # “Rick said, ‘We need a bass,” says Holm
    for match in _SINGLE_CLOSES.finditer(text, block.start, block.end):
        if not overlapping(marked(article), Span(match.start(), match.end())):
            bar(match.start(), opens=False)
    for span in overlapping(_unsure(article), block):
        barred.update(range(sentence_at(article, span.start), sentence_at(article, span.end - 1) + 1))
    return barred


def _ends_with_its_sentence(text: str, at: int, end: int) -> bool:
    """Whether what a mark opened is over where its sentence ends: it is woven in, or who said it stands behind."""
    if text[max(0, at - 2) : at - 1].isalpha() and text[at + 1 : at + 2].islower():
        return True
    return any(
        match.group(1) in telling() and (match.group()[0] == "," or _BEHIND_SPEECH.search(text, at, match.start()))
        for match in _TOLD.finditer(text, at, min(end, at + _SENTENCE))
    )


@once_per_article
def _unsure(article: Article) -> tuple[Span, ...]:
    """From marks that do not close to the next stretch, or to the block's end: speech and perhaps more.

    Speech that goes on without a closing mark is sure to end where the next paragraph of it opens only if
    that follows at once and is closed or sure itself, nothing in between tells who speaks, and it is a
    single sentence or says “I” or “we”: in its last sentence where paragraphs were joined to one line.
    Where the writer forgot the mark, narration follows.
    """
    text, found = article.text, marked(article)
    spans: list[Span] = []
    sure, ahead, next_block = False, len(text), -1
    for one in reversed(found):
        if one.inside.end < one.end:  # it closes
            sure = True
        elif (
            not sure or text[one.end : ahead].strip() or not _all_said(text, one.inside, joined=next_block == one.block)
        ):
            sure = False
            spans.append(Span(one.start, max(one.end, min(ahead, article.blocks[one.block].span.end))))
        ahead, next_block = one.start, one.block
    return tuple(reversed(spans))


def _all_said(text: str, inside: Span, *, joined: bool) -> bool:
    sentences = split(text, inside.start, inside.end)
    if len(sentences) > 1 and not _OF_US.search(text, sentences[-1][0] if joined else inside.start, inside.end):
        return False
    return not any(match.group(1) in telling() for match in _TOLD.finditer(text, inside.start, inside.end))
