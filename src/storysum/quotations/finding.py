"""find_quotes: from an article to its quotations, each with its speaker where the text tells one."""

import re
from collections.abc import Iterable, Sequence
from itertools import compress, groupby, pairwise

from attrs import mutable

from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.quotations.candidates import Candidate, Case, cases
from storysum.quotations.clauses import (
    beside,
    hears,
    inner_teller,
    is_denied,
    owns_subject,
    second_hand,
    teller_behind,
)
from storysum.quotations.dialogue import labelled, signed
from storysum.quotations.exceptions import is_ruled_out
from storysum.quotations.features import speech
from storysum.quotations.lexicon import lexicon
from storysum.quotations.mentions import NOUN, Mention
from storysum.quotations.persons import People
from storysum.quotations.ranker import Ranker, ranker
from storysum.quotations.sentences import Sentence
from storysum.quotations.unparsed import quotes_beside
from storysum.text.marks.stretches import Stretch, ending, marked

_FEW = 32  # the score from which one to three woven words are speech: scare quotes look much alike
_SURE = 1000  # the share of what a label tells
_ELSEWHERE = 850  # the share from which somebody is named who stands in another sentence and does not speak there
_CLAUSE_AT_END = re.compile(r",[”’'\"]?[ \xa0]((?:[\w.’'-]+[ \xa0]){1,6}[\w’'-]+)\.$")


@mutable
class _Said:
    """What is found of one stretch: whether it is speech, its speaker, and how sure that is, in thousandths."""

    stretch: Stretch
    index: int  # of the stretch
    sentence: Sentence
    opens: bool  # its sentence begins with it
    alone: bool
    partial: bool
    speech: bool = False
    speaker: Span | None = None
    mention: Mention | None = None
    share: int = 0
    how: str = ""  # "label"; "own" where the speaker stands in the same sentence, "second hand" where another tells it


@once_per_article
def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quotation of the article, in the order of the text, with its speaker where the text tells one.

    Only stretches between marks are returned, and only those in body blocks and list items that somebody
    is said to have spoken or written; titles, nicknames, lyrics and scare quotes are not.

    Returns:
        Quotes whose `speaker` is the mention nearest by, and whose `person` is the fullest form of that
        name; either is None where the text does not say, or where two people fit. Outside of English a
        speaker is a name right beside the marks (`unparsed`).

    Cost: Linear in the text, whatever the text.

    >>> from storysum.model.article import Block
    >>> text = "Lena Quist met Abel Foss in Leeds. “I was terrified,” he says."
    >>> article = Article(text, blocks=(Block(Span(0, 62), "body"),), sentences=(Span(0, 34), Span(35, 62)))
    >>> [(quote.span.of(text), quote.speaker.of(text), quote.person.of(text)) for quote in find_quotes(article)]
    [('“I was terrified,”', 'he', 'Abel Foss')]
    """
    if not marked(article):
        return ()
    if article.language != "en":
        return quotes_beside(article)
    model = ranker()
    return found_by(model, article, cases(article, model.vocabulary))


def found_by(model: Ranker, article: Article, asked: Iterable[Case]) -> tuple[Quote, ...]:
    """The same by weights that are given, of the cases of an article: what training measures."""
    people = People(article, model)  # what stays is made before what goes: its memory can be given back
    everything = [_decided(article, case, model) for case in asked]
    _follow_second_hand(everything)
    _drop_unclosed(article.text, everything)
    _share_over_paragraphs(everything)
    _part_dialogue(article, everything)
    _alternate(everything)
    quotes: list[Quote] = []
    group, last = -1, None
    for one in everything:
        if one.speech:
            group += last is None or not _is_one(last, one)
            quotes.append(_quote(article, one, group, people, model))
            last = one
    return tuple(quotes)


def _decided(article: Article, case: Case, model: Ranker) -> _Said:
    scene, text, stretch = case.scene, article.text, case.scene.stretch
    said = _Said(stretch, scene.index, scene.sentence, scene.first == 0, scene.alone, bool(scene.partial))
    if stretch.adrift:
        return said  # it may be a part of what was never closed
    label = labelled(article, scene.sentence.start, stretch) or signed(article, stretch, opens=said.opens)
    if label is not None:
        said.speaker, said.share, said.speech, said.how = label, _SURE, True, "label"
        return said
    if is_ruled_out(scene):
        return said
    keys = [one.mention.key or f"#{n}" if one.mention else "" for n, one in enumerate(case.candidates)]
    more = model.layer.scores(case.states(), case.where())
    scores = [model.score(one.features) + extra for one, extra in zip(case.candidates, more, strict=True)]
    best, share = model.choose(scores, keys)
    mention = case.candidates[best].mention
    own = [one.mention for one in case.candidates if one.mention and one.mention.sentence is scene.sentence]
    if (second := second_hand(scene, own)) is not None:
        mention, share = second, _SURE - 1
    elif mention is not None:
        tells = mention.sentence is scene.sentence or scene.speaks(mention)
        unsure = share < (model.least if tells else _ELSEWHERE)
        not_his = owns_subject(mention) or is_denied(mention) or hears(scene, mention)
        mention = None if unsure or not_his else mention
    found = beside(scene) if second is None else None
    if found is not None and mention is not None and mention.kind != NOUN:
        found = None if mention.start < found.end <= mention.end else found
    few = scene.partial and scene.length < 4
    known = mention is not None or found is not None
    least = _FEW if few else model.speech_named if known else model.speech
    whole = scene.alone and scene.end in (2, 3) and scene.style != 1  # “Fine.” on a line of its own
    said.speech = second is not None or whole or model.score(speech(scene)) >= least
    inner = inner_teller(scene, own) if said.speech and second is None and not (few and not known) else None
    if inner is not None:
        mention, share, found = inner, _SURE - 1, None
    if found is not None:
        said.speaker, said.share, said.how = found, _SURE - 1, "own"
    elif mention is not None:
        said.share, said.mention = share, _antecedent(mention, case.candidates)
        start, end = said.mention.start, said.mention.end
        if start < mention.start < end:  # a fan [who said]
            end = start + len(text[start : mention.start].rstrip(" ,"))
        genitive = 2 * (end - start > 2 and text.endswith(("'s", "’s"), start, end))
        said.speaker = Span(start, end - genitive)
        own_sentence = mention.sentence is scene.sentence
        said.how = "second hand" if second is not None else "own" if own_sentence else ""
    elif few:
        said.speech = False  # a few words that nobody is plainly said to have used
    elif said.speech and (teller := teller_behind(scene, own)) is not None:
        said.speaker, said.mention, said.share, said.how = Span(teller.start, teller.end), teller, _SURE - 1, "own"
    return said


def _antecedent(mention: Mention, candidates: Sequence[Candidate]) -> Mention:
    """Whom “who” stands for, where that is a phrase and no name: the man who fixed it said “…”."""
    found = [one.mention for one in candidates if one.mention is not None and one.mention.sentence is mention.sentence]
    meant = (one for one in found if mention.is_who and one.head == mention.antecedent and one.kind == NOUN)
    return next(meant, mention)


def _follow_second_hand(everything: Sequence[_Said]) -> None:
    """“…,” the Journal quoted Pike as saying. “…”: what goes on is Pike's, too."""
    for before, said in pairwise(everything):
        goes_on = said.mention is not None and said.mention.sentence is before.sentence is not said.sentence
        if before.how == "second hand" and goes_on:
            said.speaker, said.mention, said.share = before.speaker, before.mention, before.share


def _goes_on(last: _Said, said: _Said) -> bool:
    return last.stretch.goes_on and said.index == last.index + 1


def _drop_unclosed(text: str, everything: Sequence[_Said]) -> None:
    """A paragraph that ends on “, says Pike.” was never closed: what it quotes cannot be told."""
    for said in (one for one in everything if one.stretch.goes_on):
        inside = said.stretch.inside
        match = _CLAUSE_AT_END.search(text, max(inside.start, inside.end - 90), inside.end)
        words = match[1].split() if match is not None else []
        named = any(word[0].isupper() or word in ("he", "she", "they") for word in words)
        if named and not lexicon().telling.isdisjoint((words[0], words[-1])):
            said.speech = False


def _share_over_paragraphs(everything: Sequence[_Said]) -> None:
    """An utterance over several paragraphs has one speaker, wherever he is named."""
    runs: list[list[_Said]] = []
    for said in everything:
        if runs and runs[-1][-1].speech and _goes_on(runs[-1][-1], said):
            runs[-1].append(said)
        else:
            runs.append([said])
    for run in (run for run in runs if len(run) > 1):
        told = max([one for one in run if one.how] or run, key=lambda one: one.share)
        for one in run:
            one.speech, one.speaker, one.mention, one.share = True, told.speaker, told.mention, told.share


def _part_dialogue(article: Article, everything: Sequence[_Said]) -> None:
    """Where somebody asks, a paragraph of its own in a row of quoted ones is anybody's: his, or that of who answers."""
    row: list[_Said] = []
    for said in (*(one for one in everything if one.speech), None):
        if said is not None and (not row or said.stretch.block - row[-1].stretch.block in (0, 1)):
            row.append(said)
            continue
        own = [article.blocks[one.stretch.block].span == Span(one.stretch.start, one.stretch.end) for one in row]
        # What goes on over paragraphs has one speaker.
        on = [k == 0 or one.stretch.goes_on or _goes_on(row[k - 1], one) for k, one in enumerate(row)]
        bare = [alone and not (one.how or more) for alone, more, one in zip(own, on, row, strict=True)]
        asks = [ending(article.text, one.stretch) == "?" for one in row]
        if any(ask and any(bare[k : k + 2]) for k, ask in enumerate(asks)):
            for one in compress(row, bare):
                one.speaker, one.mention, one.share = None, None, 0
        row = [said] if said is not None else []


def _alternate(everything: Sequence[_Said]) -> None:
    """Dialogue: a bare paragraph is by the speaker before the last one, when two have taken turns."""
    turns: list[tuple[int, _Said, bool]] = []
    spoken = [said for said in everything if said.speech]
    for block, (first, *others) in groupby(spoken, key=lambda said: said.stretch.block):
        single = first.opens and not others
        bare = single and first.alone and first.how != "label"
        if bare and [turn[0] for turn in turns] == [block - 2, block - 1]:
            (_, one, one_single), (_, two, two_single) = turns
            if one_single and two_single and one.speaker and two.speaker:
                first.speaker, first.mention, first.share = one.speaker, one.mention, min(one.share, two.share)
        turns = [*turns[-1:], (block, first, single)]  # the last two


def _is_one(last: _Said, one: _Said) -> bool:
    """Whether two are one utterance: parts that a reporting clause interrupts, or paragraphs that go on."""
    if _goes_on(last, one):
        return True
    if last.stretch.block != one.stretch.block or last.speaker is None or last.speaker != one.speaker:
        return False
    return not (last.partial and one.partial) if last.sentence is one.sentence else one.opens and not one.partial


def _quote(article: Article, one: _Said, group: int, people: People, model: Ranker) -> Quote:
    text, sentence, cue = article.text, one.sentence, None
    # The words may go on with an utterance that a reporting clause interrupted: “…,” says Pike, “and we …”.
    interrupted = sentence.inside[0] < one.index and text[sentence.start : one.stretch.start].rstrip().endswith(",")
    resumes = interrupted and ending(text, one.stretch) in ".?!,"
    if one.mention is not None:
        sentence, verb = one.mention.sentence, one.mention.verb
        if verb >= 0 and sentence.quoted[verb] < 0:
            cue = Span(sentence.starts[verb], sentence.ends[verb])
    return Quote(
        span=Span(one.stretch.start, one.stretch.end),
        speaker=one.speaker,
        person=people.person(one.speaker, one.mention, one.stretch.start),
        cue=cue,
        kind="partial" if one.partial and not resumes else "speech",
        group=group,
        confidence=(0.99 if one.share == _SURE else model.confidence[one.share]) if one.speaker is not None else 0.0,
    )
