"""Where the words of an English text lie, cut as Universal Dependencies cuts them.

A text is cut at white space first. Each chunk between is then read once, from left to right, by one
regular expression: an address, an abbreviation, a number, a word or a single mark. Contractions and
possessives come apart (do|n't, it|'s, can|not), and so do most hyphens (well|-|known, but e-mail and
non-profit). What was found for a chunk is remembered, since it nearly never depends on its neighbours.

What it leaves out: a script without spaces is one word from mark to mark, and no spelling is mended.

Cost: linear in the text, whatever stands there. Source: the habits of the treebanks EWT and GUM (UD 2).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from storysum.model.span import Span
from storysum.wordlists import keep_their_stop, lines

# What stands on the letter before it and is no letter itself: accents, vowel signs, joiners, skin tones.
_ON = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0981-\u09e3\u0a01-\u0a75"
    "\u0a81-\u0ae3\u0b01-\u0b63\u0b82-\u0bcd\u0c00-\u0c63\u0c81-\u0ce3\u0d00-\u0d63\u0d81-\u0df3\u0e31-\u0e4e"
    "\u0eb1-\u0ecd\u0f18-\u0fbc\u102b-\u109d\u17b4-\u17d3\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f"
    "\ufe20-\ufe2f\xad\U0001f3fb-\U0001f3ff"
)
_L = r"[^\W\d_]"
_W = rf"[\w{_ON}]"
_DOMAINS = "com|org|net|edu|gov|mil|info|biz|int|eu|uk|us|ca|au|nz|ie|de|fr|es|dk|ru|cn|tw|in|br|io|tv|fm|ai|co"
_FILES = "docx?|xlsx?|pptx?|pdf|txt|html?|jpe?g|png|gif|mp[34]|exe|zip|csv|xml|url"
_UNITS = (
    "[ap]m|[AP]M|[ap]\\.m|[ckmnµ]?m|km/h|[km]ph|k?g|mg|lbs?|oz|[cm]?l|ft|yds?|hrs?|mins?|secs?|yrs?|[kKMG]?Hz|[KMGT]B|[kMG]W|[kM]Wh"
    "|[kKMCFfVx]|hh|MM|bn|mn|tn|hp|rpm|AD|BCE?|CE"
)
# After these a hyphen is inside the word; after most others it is a word of its own.
_PREFIXES = (
    "anti|arch|co|contra|counter|cross|de|e|ex|infra|inter|intra|micro|mini|multi|neo|non|over|post|pre|pro"
    "|pseudo|psycho|re|semi|socio|sub|super|trans|tri|ultra|under"
)

# Of two alternatives the first that fits is taken. Each repetition that may still fail after it is bounded,
# or begins only where a word does, so that no stretch of text is read more than a few times.
_PIECE = re.compile(
    rf"""
    # addresses, handles, files
      (?<!\w)(?:https?://|ftp://|mailto:|doi:(?=\d)|www\.(?=\w))(?:\S*[\w/=&~])?
    | (?<![\w.%+-])[\w.%+-]{{1,64}}+@\w[\w-]{{0,62}}+(?:\.\w[\w-]{{0,62}}+){{0,8}}
    | (?<![\w.-])[A-Za-z0-9][\w-]{{0,62}}+(?:\.\w[\w-]{{0,62}}){{0,8}}\.(?:{_DOMAINS}|{_FILES}|{_FILES.upper()}|COM)
        (?![\w-]|\.\w)(?:/(?:\S*[\w/])?)?
    | (?<!\w)@{_L}\w*+
    | \#(?!\d)\w++
    # letters with stops or an ampersand between them
    | (?<![^\W\d]){_L}\.(?:{_L}\.)++(?:{_L}(?!\w))?+
    | (?<!\w){_L}(?:\.{_L})++(?!\w)
    | (?<!\w)(?:Ph|M|B|LL|Ed)\.(?:D|Sc|Phil|Ed|B|M)(?!\w)\.?
    | (?<!\w)[Ww]/(?:o|out)?+(?!\w)
    | (?<![\w.])[a-z]{{2,30}}+(?:\.[a-z]{{2,30}}+){{2,8}}(?!\w)
    | (?<!\w){_L}{{1,4}}&{_L}{{1,4}}(?!\w)
    # numbers
    | (?<!\w)[A-Z]{{1,3}}\$
    | ['’]\d\ds?(?!\w)
    | (?<![\w-])(?:\+?\d{{1,5}}(?:[-/]\d{{2,5}}){{2,5}}|\d{{3}}-\d{{4}}|\d{{5}}-\d{{4}})(?![\w-])
    | (?<!\w)[+.]?\d++(?:[.,:/]\d++)*+(?:(?=(?:{_UNITS})(?!\w))|(?<=0)['’]s(?!\w)|{_W}*+)
    # words, with the stop that may be theirs
    | (?<![\w-])(?:{_L}|[b-df-hj-np-tv-z]{{2}}|(?:[Tt]|[Ss]|[Ww])h)-(?=[,.?!]|\Z)
    | (?:(?<![\w-])(?:(?i:{_PREFIXES})-(?={_L})|[Mm]id-(?=\w)))?
        {_W}++(?:['’`´ʼ]{_W}++|\*++{_W}++)*+(?:\.(?![.?!…]))?+
    | ['’](?:s|m|d|re|ve|ll|em|cause|til|till|tis|twas|bout|n)(?!\w)
    # marks
    | (?<!\w)(?:[:;=]['^]?-?[()DPpOo/\\|\[\]*]|\([:;]|<3|>:[()]|\^_+\^|-_+-)(?!\w)
    | (?<!\S)[-=*~+|<>_^\#{{}}]{{3,}}+(?!\S)
    | [.?!…]{{2,}}+
    | ([-=*~+_|<>^\#$])\1++
    | ''|’’|‘‘|‘’|``
    | [\U0001f1e6-\U0001f1ff]{{2}}
    | \S[{_ON}]*+(?:(?<=\u200d)[^\s\w][{_ON}]*+)*+
    """,
    re.VERBOSE,
)

_CHUNK = re.compile(r"\S+")
_APOSTROPHES = str.maketrans("’`´ʼ", "''''")
_CLITICS = ("n't", "'s", "'m", "'d", "'re", "'ve", "'ll")
# Words whose stop is theirs before a number only.
_NUMBERED = frozenset("No. no. Nos. nos. Fig. fig. Figs. figs. Art. art. Ex. p. pp.".split())

_Cut = tuple[tuple[int, int], ...]
_REMEMBERED: dict[str, _Cut] = {}
_LONGEST = 32
_MOST = 20_000  # chunks of at most _LONGEST characters: some five megabytes when all are there


def words(text: str, at: int = 0) -> tuple[Span, ...]:
    """The words of a text, in order; together they hold every character that is not white space.

    Spans count from where the text stands in another one.

    >>> text = "Petra can't play the well-known U.S. song."
    >>> [word.of(text) for word in words(text)]
    ['Petra', 'ca', "n't", 'play', 'the', 'well', '-', 'known', 'U.S.', 'song', '.']
    """
    found: list[Span] = []
    add = found.append
    known = _REMEMBERED.get
    for match in _CHUNK.finditer(text):
        start, end = match.span()
        chunk = match[0]
        cut = known(chunk)
        if cut is None:
            cut = _cut_of(chunk)
        if not cut or (chunk[-1] == "." and _keeps_its_stop(chunk, text, end)):
            add(Span(at + start, at + end))
        else:
            for first, last in cut:
                add(Span(at + start + first, at + start + last))
    return tuple(found)


def _keeps_its_stop(chunk: str, text: str, end: int) -> bool:
    """Whether a chunk is an abbreviation because of what follows it: No. 5, J. Holm."""
    if chunk in _NUMBERED:
        return text[end + 1 : end + 2].isdigit()
    return len(chunk) == 2 and chunk[0].isupper() and chunk[0] != "I" and end < len(text)


def _cut_of(chunk: str) -> _Cut:
    """Where the words of a chunk lie in it; () for a chunk that is one word."""
    cut = _plainly(chunk)
    if cut is None:
        cut = tuple(_pieces(chunk))
        if len(cut) == 1:
            cut = ()
    if len(chunk) <= _LONGEST:
        if len(_REMEMBERED) >= _MOST:
            _REMEMBERED.clear()
        _REMEMBERED[chunk] = cut
    return cut


def _plainly(chunk: str) -> _Cut | None:
    """The same for what most chunks are, letters and at most one mark behind them; None for all others."""
    word = chunk if chunk[-1] not in ",." else chunk[:-1]
    if not word.isalpha() or word.lower() in _contractions():
        return None
    if len(word) == len(chunk) or (chunk[-1] == "." and _abbreviation(word, "")):
        return ()
    return ((0, len(word)), (len(word), len(chunk)))


def _pieces(chunk: str) -> Iterator[tuple[int, int]]:
    for match in _PIECE.finditer(chunk):
        (start, end), word = match.span(), match[0][:-1]
        stop = match[0][-1] == "." and word[-1:].isalnum() and not _abbreviation(word, chunk[end : end + 1])
        end -= stop
        for cut in _inside(chunk[start:end]):
            yield start, start + cut
            start += cut
        yield start, end
        if stop:
            yield end, end + 1


def _abbreviation(word: str, following: str) -> bool:
    if len(word) == 1 and following:
        return word.isupper() and word != "I" and following in ",;:"
    return "." in word or word in keep_their_stop()


@cache
def _contractions() -> dict[str, tuple[int, ...]]:
    cut = [line.split() for line in lines("contractions")]
    return {"".join(parts): tuple(map(len, parts)) for parts in cut}


def _inside(word: str) -> Iterator[int]:
    """The lengths of a word's parts but for the last: 2 for don't, 3 for cannot."""
    plain = word.translate(_APOSTROPHES).lower()
    if plain in _contractions():
        yield from _contractions()[plain][:-1]
        return
    if "'" not in plain or plain[0].isdigit():
        return
    ends, end = [], len(plain)
    while clitic := next((one for one in _CLITICS if plain.endswith(one, 0, end) and end > len(one)), None):
        end -= len(clitic)
        ends.append(end)
    for begin, end in pairwise([0, *reversed(ends)]):
        yield end - begin
