"""The HTML by which values are shown in a notebook: self-contained, without scripts, with all text escaped.

The style applies to the elements of storysum's outputs only. Colours are translucent, so that they suit light and dark
pages. `tex2jax_ignore` and `mathjax_ignore` keep a notebook from taking “$5 and $6” for a formula.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from storysum.model.budget import count_words
from storysum.model.span import Span
from storysum.model.written import by_block, parted, stretches
from storysum.terminal import inert

if TYPE_CHECKING:
    from storysum.model.article import Article
    from storysum.model.quote import Quote
    from storysum.model.summary import Digest, Piece, Summary

LONG = 20_000  # characters; of a longer story only the marked parts are shown, with some text around them
_AROUND = 200  # characters shown at either end of a stretch without marks
# A wrapped line; its line end is replaced by one space, so offsets stay valid.
_WRAPPED = re.compile(r"^(.{60,120})\n(?=\S)", re.MULTILINE)

_STYLE = """
.storysum{max-width:46em;line-height:1.5;overflow-wrap:anywhere}
.storysum p{margin:.4em 0}
.storysum .headline{font-size:1.35em;font-weight:600;line-height:1.25}
.storysum .note,.storysum summary{opacity:.8;font-size:.88em}
.storysum .note{margin-bottom:0}
.storysum .role{font-size:.88em}
.storysum summary{cursor:pointer}
.storysum .story{max-height:26em;overflow:auto;border:1px solid rgba(128,128,128,.4);padding:.3em .8em;margin:.4em 0}
.storysum .plain{white-space:pre-line}
.storysum .aside{opacity:.72}
.storysum mark{color:inherit;background:none}
.storysum mark.medium{background:rgba(70,150,255,.22)}
.storysum mark.short{background:rgba(255,180,0,.36)}
.storysum mark.short.medium{background:linear-gradient(rgba(255,180,0,.36) 50%,rgba(70,150,255,.3) 50%)}
.storysum mark.headline{font:inherit;border-bottom:.15em solid rgba(230,60,60,.9)}
.storysum mark.gap{text-decoration:line-through}
.storysum mark:hover{outline:1px solid currentColor}
.storysum table{border-collapse:collapse;font-size:.92em;margin:.4em 0}
.storysum.storysum th,.storysum.storysum td{padding:.2em .7em .2em 0;text-align:left;vertical-align:top;background:none}
"""


_Mark = tuple[str, str]
"""The CSS class of a marked stretch, and the text of its tooltip."""


def shown(body: str) -> str:
    """The HTML of an output: the body in a `<div>` with storysum's style."""
    style = _STYLE.replace("\n", "")
    return f'<div class="storysum tex2jax_ignore mathjax_ignore"><style>{style}</style>{body}</div>'


def of_summary(summary: Summary, story: str) -> str:
    """The HTML of a summary, with its pieces marked in the story.

    Args:
        summary: What to show.
        story: The text that it was made from; empty where it is not known.
    """
    body = _note(_facts(summary)) + _text(summary, "short")
    if story and summary.pieces:
        text = _WRAPPED.sub(r"\1 ", story)
        told = _marked(text, Span(0, len(story)), _marks(summary, "short"), only_around=len(story) > LONG)
        body += _folded("In the story", f'<div class="story plain">{told}</div>')
    return shown(body)


def of_digest(digest: Digest) -> str:
    """The HTML of a digest: its three lengths, their pieces marked in the story, and the quotations with speakers."""
    lengths = (("headline", digest.headline), ("short", digest.short), ("medium", digest.medium))
    body = "".join(_note(f"{kind} · {_facts(summary)}") + _text(summary, kind) for kind, summary in lengths)
    marks = [mark for kind, summary in lengths for mark in _marks(summary, kind)]
    legend = "In the story: " + ", ".join(f'<mark class="{kind}">{kind}</mark>' for kind, _ in lengths)
    body += _folded(legend, f'<div class="story">{_blocks(digest.article, marks)}</div>')
    if digest.quotes:
        told = _quotes(digest.article, digest.quotes)
        body += _folded(_counted(len(digest.quotes), "quotation"), told, is_open=False)
    return shown(body)


def of_article(article: Article) -> str:
    """The HTML of an article: its blocks with their roles; the tooltip of a sentence is its number."""
    facts = [article.byline and f"by {article.byline}", article.published and article.published.isoformat()]
    facts += [article.language, _counted(len(article.sentences), "sentence"), _counted(len(article.text), "character")]
    body = f'<p class="headline">{_escaped(article.title)}</p>' if article.title else ""
    body += _note(" · ".join(fact for fact in facts if fact))
    marks = [(span, ("sentence", f"sentence {number}")) for number, span in enumerate(article.sentences)]
    marks += [(gap, ("gap", "left out of every summary")) for gap in article.gaps]
    return shown(body + f'<div class="story">{_blocks(article, marks, roles=True)}</div>')


def _escaped(text: str) -> str:
    return html.escape(inert(text))


def _note(text: str) -> str:
    return f'<p class="note">{_escaped(text)}</p>'


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _folded(head: str, body: str, *, is_open: bool = True) -> str:
    return f"<details{' open' if is_open else ''}><summary>{head}</summary>{body}</details>"


def _facts(summary: Summary) -> str:
    words = _counted(count_words(summary.text), "word")
    caps = summary.budget.caps if summary.budget else {}
    limits = ", ".join(f"{name} ≤ {cap}" for name, cap in caps.items())
    return " · ".join((words, *([limits] if limits else []), summary.backend, *summary.reasons))


def _text(summary: Summary, kind: str) -> str:
    """The text of a summary, each piece with a tooltip on its source; for an empty summary the reason."""
    if not summary.text:
        return _note(summary.shortfall or "Nothing.")
    made = stretches(summary.text, [piece.text for piece in summary.pieces]) or [(summary.text, None)]
    said = "".join(
        _escaped(part) if place is None else _mark(part, [("piece", _told(summary.pieces[place]))])
        for part, place in made
    )
    told = _note(summary.shortfall) if summary.shortfall else ""
    opening = '<p class="headline">' if kind == "headline" else "<p>"
    return f"{opening}{said}</p>{told}"


def _told(piece: Piece) -> str:
    return f"rank {piece.rank}, score {piece.score:.4g}, characters {piece.span.start:,} to {piece.span.end:,}"


def _marks(summary: Summary, kind: str) -> list[tuple[Span, _Mark]]:
    return [(piece.span, (kind, f"{kind}: {_told(piece)}")) for piece in summary.pieces]


def _mark(text: str, marks: Sequence[_Mark]) -> str:
    kinds = " ".join(dict.fromkeys(kind for kind, _ in marks))
    told = "; ".join(told for _, told in marks)
    return f'<mark class="{kinds}" title="{html.escape(told)}">{_escaped(text)}</mark>'


def _blocks(article: Article, marks: Sequence[tuple[Span, _Mark]], *, roles: bool = False) -> str:
    """The blocks of a story; of a long one only the blocks with marks or, with `roles`, those at the beginning."""
    long, found = len(article.text) > LONG, list[str]()
    blocks = zip(article.blocks, by_block(article.blocks, marks), strict=True)
    for left_out, some in groupby(blocks, lambda one: long and (one[0].span.end > LONG if roles else not one[1])):
        if left_out:
            found.append(_note(f"… {_counted(len([*some]), 'block')} …"))
            continue
        for block, own in some:
            plain = block.role in ("body", "item")
            told = " · ".join(filter(None, ("" if plain else block.role, block.reason))) if roles else ""
            head = f'<span class="role">{_escaped(told)}</span><br>' if told else ""
            text = _marked(article.text, block.span, own, only_around=long and not roles)
            found.append(f"{'<p>' if plain else '<p class=aside>'}{head}{text}</p>")
    return "".join(found)


def _marked(text: str, within: Span, marks: Sequence[tuple[Span, _Mark]], *, only_around: bool) -> str:
    """A stretch of the story with its marks; with `only_around`, long text without marks is abridged."""
    return "".join(
        _mark(span.of(text), held) if held else _around(span.of(text)) if only_around else _escaped(span.of(text))
        for span, held in parted(within, marks)
    )


def _around(text: str) -> str:
    if len(text) < 3 * _AROUND:
        return _escaped(text)
    left = _counted(len(text) - 2 * _AROUND, "character")
    return f'{_escaped(text[:_AROUND])}<span class="note"> … {left} … </span>{_escaped(text[-_AROUND:])}'


def _quotes(article: Article, quotes: Sequence[Quote]) -> str:
    def words(span: Span | None) -> str:
        return "" if span is None else _escaped(" ".join(span.of(article.text).split()))

    rows = "".join(
        f"<tr><td>{words(quote.person or quote.speaker) or '–'}</td>"
        f"<td>{'' if quote.speaker is None else f'{quote.confidence:.0%}'}</td><td>{words(quote.span)}</td></tr>"
        for quote in quotes
    )
    return f"<table><tr><th>Speaker</th><th>Sure</th><th>Said</th></tr>{rows}</table>"
