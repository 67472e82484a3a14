"""Attribution: who speaks each marked stretch, from its own sentence or from those around it."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.model.article import Article
from storysum.text.quotes.clauses import cue_after, plain_clause, tail_cue
from storysum.text.quotes.cues import cue_before, main_subject, weak_cue_before
from storysum.text.quotes.doubts import doubt
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch, ending
from storysum.text.quotes.mentions import may_speak
from storysum.text.quotes.paragraphs import announced_before, signed_after
from storysum.text.quotes.reports import Cue
from storysum.text.quotes.transcripts import label_cue, signature_cue
from storysum.text.quotes.turns import Said, take_turns
from storysum.text.quotes.utterances import is_partial, is_speech, words_of

__all__ = ["attribute"]

_MOST = 24  # marked stretches in one sentence; more are a list of words, or noise, rather than speech
_STEP = 80  # tokens; a sentence longer than that is read in windows, in even steps so that they are shared


def attribute(
    article: Article, stretches: Sequence[Stretch], frames: dict[int, list[Frame]], words: Lexicon
) -> list[Said]:
    """What is known of every stretch, in the order of the text."""
    everything: list[Said] = []
    for block, cut in frames.items():
        said = _block(article.text, stretches, cut, words)
        announced_before(article, block, said, stretches, words)
        signed_after(article, block, said, stretches, words)
        everything.extend(said)
    everything.sort(key=lambda said: said.stretch)
    take_turns(article.text, everything, stretches, words)
    return everything


def _block(text: str, stretches: Sequence[Stretch], cut: list[Frame], words: Lexicon) -> list[Said]:
    found: list[Said] = []
    last: Said | None = None  # the last speech of the block
    narration: Frame | None = None  # a frame without quotations since then
    for number, frame in enumerate(cut):
        if not frame.quotes:
            narration = frame
            continue
        for q in sorted(frame.quotes):
            index = frame.quotes[q]
            stretch = stretches[index]
            said = Said(index, frame, q)
            said.partial = is_partial(text, stretch, frame, q)
            if len(frame.quotes) > _MOST:
                _in_crowd(text, said, stretch, words)
            elif _in_own_sentence(text, said, stretch, words):
                resumed = index > 0 and stretches[index - 1].unclosed and stretches[index - 1].block == stretch.block
                _from_around(text, said, stretch, cut, number, last, narration, words, resumed=resumed)
            if stretch.adrift:
                said.speech = False  # it may be a part of what was never closed
            if said.speech and said.how == "" and said.partial and len(words_of(text, stretch)) < 5:
                said.speech = False
            found.append(said)
            if said.partial and last is not None and last.frame is frame and _resumes(last, said):
                said.partial = False
            if said.speech:
                last, narration = said, None
        if last is None or last.frame is not frame:
            narration = frame  # titles and the like only
    return found


def _in_own_sentence(text: str, said: Said, stretch: Stretch, words: Lexicon) -> bool:
    """Read the quotation's own sentence; whether it is speech and nothing there tells whose."""
    frame, q = said.frame, said.q
    cue = own_cue(text, stretch, frame, q, said.partial, words)
    said.speech = is_speech(text, stretch, frame, q, cue, words)
    if cue is not None and cue.mention is not None and not cue.strong and cue.mention.kind != "name":
        announced = frame.words[q - 1] == ":" and cue.mention.kind == "noun"  # a telegram came: “…”
        cue = cue if announced else None  # a guess upon a guess
    if cue is None or cue.mention is None:
        return said.speech and cue is None
    if doubt(frame, q, cue, words, _clause_start(frame, q)):
        said.how = "doubt"
    else:
        said.cue, said.source, said.how = cue, frame, "own"
    return False


def _in_crowd(text: str, said: Said, stretch: Stretch, words: Lexicon) -> None:
    """Among dozens in one sentence only what has its own reporting clause right after it is taken for speech."""
    cue = cue_after(said.frame, said.q, words) if ending(text, stretch) in ",?!" else None
    said.speech = cue is not None and cue.mention is not None and cue.near and not said.partial
    if said.speech:
        said.cue, said.source, said.how = cue, said.frame, "own"


def _from_around(
    text: str,
    said: Said,
    stretch: Stretch,
    cut: list[Frame],
    number: int,
    last: Said | None,
    narration: Frame | None,
    words: Lexicon,
    *,
    resumed: bool,
) -> None:
    """Look to the sentences around, where its own is silent; to the one before only if that is no speech itself."""
    _from_next(text, said, stretch, cut, number, words)
    if not said.how and not resumed:
        _from_before(said, last, narration, said.frame, words)
    guessed = said.how == "before" and said.cue is not None and not said.cue.strong
    if guessed and number + 1 < len(cut) and _points_back(cut[number + 1], words):
        said.cue, said.source, said.how = None, None, ""


def _points_back(frame: Frame, words: Lexicon) -> bool:
    """“…” That was the verdict: a sentence that says whose words they were, in a way no rule can read."""
    return len(frame) > 1 and frame.low[0] in ("that", "this", "so") and frame.low[1] in words.auxiliaries


def _resumes(last: Said, said: Said) -> bool:
    """Whether a reporting clause only interrupts an utterance, as in “We had,” says Pike, “a tin”."""
    if last.partial or said.cue is None or last.cue is None or said.mention != last.mention:
        return False
    return said.frame.words[said.q - 1] in (",", ":") or said.frame.low[said.q - 1] == "--"


def _from_next(text: str, said: Said, stretch: Stretch, cut: list[Frame], number: int, words: Lexicon) -> None:
    """A reporting clause that a splitter took for a sentence: “Vote!” Holm's niece, Ada Pike, shouted."""
    if said.q != len(said.frame) - 1 or number + 1 >= len(cut):
        return
    ahead = cut[number + 1]
    signed = signature_cue(ahead, -1, words) if not ahead.quotes else None
    if signed is not None:
        said.cue, said.source, said.how = signed, ahead, "own"
        return
    if ending(text, stretch) not in "?!":
        return
    cue = plain_clause(ahead, 0, words) if len(ahead) > 1 else None
    if cue is not None and len(ahead) - cue.last <= 6:
        said.cue, said.source, said.how = cue, ahead, "own"


def own_cue(text: str, stretch: Stretch, frame: Frame, q: int, partial: bool, words: Lexicon) -> Cue | None:
    """The cue in the quotation's own sentence."""
    told = signature_cue(frame, q, words) or label_cue(frame, q, words)
    if told is not None:
        return told
    low = _clause_start(frame, q)
    ended = ending(text, stretch)
    after = cue_after(frame, q, words) if ended != "." or _goes_on_small(frame, q) else None
    if after is not None and ended.isalnum() and after.first == q + 1 and frame.low[q + 1] in words.addressing:
        after = None  # the “wardrobe malfunction” encouraged the council
    led = q > 0 and frame.words[q - 1] in (":", ",")
    if after is not None and (frame.low[q + 1] == "by" or not (partial or led)):
        return after  # nothing before it could be better
    before = cue_before(frame, q, words, low)
    if after is not None and before is not None and before.strong and _is_contact_clause(frame, q, after, ended):
        after = None
    if before is not None and before.near:
        return before
    if (
        after is not None
        and partial
        and (_in_opening_clause(frame, q, words) or (q > 0 and frame.words[after.last + 1 : after.last + 2] == ["Q"]))
    ):
        after = None
    if after is not None:
        return after
    if before is not None:
        return before
    tail = tail_cue(frame, q, words)
    if tail is not None:
        return tail
    return weak_cue_before(frame, q, words, low)


def _is_contact_clause(frame: Frame, q: int, after: Cue, ended: str) -> bool:
    """The “worst show” he could remember: what follows belongs to the quoted noun."""
    mention = after.mention
    return ended.isalnum() and mention is not None and mention.kind == "pronoun" and mention.first == q + 1


def _in_opening_clause(frame: Frame, q: int, words: Lexicon) -> bool:
    """Whether the quotation stands in a clause like “when Pike called it …”, which the main one follows."""
    for k in range(q - 1, max(-1, q - 40), -1):
        if frame.words[k] in (",", ";", ":"):
            return False
        if (
            frame.low[k] in ("when", "while", "as", "after", "before", "although", "though", "if", "because")
            and k + 1 < q
        ):
            return frame.low[k + 1] in words.nominatives or (frame.words[k + 1][:1].isupper() and k + 2 < q)
    return False


def _goes_on_small(frame: Frame, q: int) -> bool:
    return q + 1 < len(frame) and frame.words[q + 1][:1].islower()


def _clause_start(frame: Frame, q: int) -> int:
    """Where to begin to look: after a semicolon, or some hundred tokens before, in even steps."""
    floor = max(0, q // _STEP - 1) * _STEP
    for k in range(q - 1, floor - 1, -1):
        if frame.words[k] == ";":
            return k + 1
    return floor


def _pronoun(said: Said) -> str:
    """The pronoun by which a speaker is mentioned, if it is one."""
    mention = said.mention
    return said.source.low[mention.first] if mention and said.source and mention.kind == "pronoun" else ""


def _from_before(said: Said, last: Said | None, narration: Frame | None, frame: Frame, words: Lexicon) -> None:
    """A quotation that opens its sentence: by who spoke just now, or by whom the sentence before is about."""
    if said.q > 0 and 0 not in frame.quotes:
        return
    if any(frame.low[v] in words.telling for v in range(said.q + 1, min(len(frame), said.q + 12))):
        return  # its own sentence tells, in a way that was not understood
    after = frame.words[said.q + 1] if said.q + 1 < len(frame) else ""
    if after[:1].isupper() and after != "I":
        return  # ‘It is too late’ Ada Pike, the minister: a name stands there, if no verb
    if narration is not None:
        cue = main_subject(narration, words)
        if cue is not None and cue.mention is not None and narration.low[cue.mention.first] in ("i", "we"):
            return  # what the writer does is no word of who speaks next
        if cue is not None and not cue.strong and cue.mention is not None and cue.mention.kind == "noun":
            short = cue.mention.last - cue.mention.first <= 2 and may_speak(narration, cue.mention, words)
            cue = cue if short else None  # the engineer shakes his head; more words are too little to go by
        if cue is not None and last is not None and {_pronoun(last), narration.low[cue.first - 1]} == {"he", "she"}:
            return  # “…,” she says. He died in 2001. “…”
        if cue is not None:
            said.cue, said.source, said.how = cue, narration, "before"
    elif last is not None and last.cue is not None:
        again = None
        if last.frame is not frame and last.how == "own":
            again = cue_after(last.frame, last.q, words)  # the mention nearest to this quotation
        said.cue, said.source, said.how = again or last.cue, last.frame if again else last.source, "on"
