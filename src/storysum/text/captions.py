"""Lines under pictures and credits: on lines of their own, and glued into a paragraph of the story.

English only. They are told by what they say: who stands where, a label in front of what is shown, whose
picture it is, what to do with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.furniture import speaks_to_reader
from storysum.text.lines import Told, has_verb
from storysum.text.quotes.lexicon import lexicon

__all__ = ["captions", "glued_captions", "is_caption"]

_CAPTION = re.compile(
    r"[\[(]?\s*(?:(?:photo|photos|photograph|photographs|photography|picture|pictures|image|images|illustration"
    r"|artwork|caption|credit|video|audio|graphic|pictured|copyright|file photo)(?:\s+(?:credit|caption|"
    r"courtesy|by|from))?\s*[:|/—–]|(?:photo|photograph|photos|photographs|picture|image|illustration|graphic|"
    r"video)s?\s+(?:by|courtesy|credit)\b|courtesy of\s|image copyright|media (?:playback|caption)|getty images"
    r"|file(?: photo| picture| image)?\s?[-–—:.]\s?)",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:\b(?:photo|photograph|photographs|picture|image|illustration)s?:\s[^.:]{2,60}"
    r"|\((?:photo|photograph|picture|image|credit|file|ap|reuters|getty)\b[^()]{0,80}\)|/\s?(?:getty images|ap|afp|reuters|"
    r"alamy|rex features)|(?:via )?getty images)[\s.]*$",
    re.IGNORECASE,
)
# “(Kit Amwell/AP)”, “(Kit Amwell | The Evening Dial)”
_SLASHED = re.compile(r"\((?:[^\W\d_a-z][\w.’'-]*[ -]?){1,5}\s?[/|]\s?(?:[^\W\d_a-z][\w.’'-]*[ -]?){1,5}\)[\s.]*$")
# “In this June 3, 2024, file photo, …”
_IN_THIS = re.compile(
    r"(?:In|On) (?:this|an?) [^.!?]{0,60}\b(?:photo|photograph|image|picture|screenshot|frame|handout|still|illustration)\b"
    r"(?=,| (?:taken|provided|released|made|from|by|shot|posted)\b)"
)
_AGENCIES = ("images", "ap", "afp", "reuters", "alamy", "rex features")
_LONGEST_CREDIT = 120
_PLACE = r"(?:second |third |far |front |back |top |bottom )?(?:left|right|cent(?:re|er))"
# “Bannatyne, second left, and Jones, right”; “(left)”; “, pictured with his wife”.
_WHERE = re.compile(
    rf"[^\W\d_], (?:{_PLACE}|pictured|above|below)(?=[,)]| and | with | in | at | on | \.|\.)|\({_PLACE}\)"
    r"|\((?:library|file|stock|archive) (?:image|picture|photo|photograph|pic)\b"
)
# “Above, the van”; “Pictured:”; “VIDEO Holm on her tour”.
_BEGINS = re.compile(
    r"(?:(?:Pictured|Above|Below|Left|Right|Inset|Far left|Far right)(?:,|:| is | are | with )"
    r"|VIDEOS? |(?:VIDEO|Video|WATCH|Watch|PHOTOS|Photos|LISTEN|Listen|GALLERY|Gallery): "
    r"|(?i:Scroll down|File photo|(?:Photo|Image|Video|Picture|Footage)s? (?:by|courtesy)|See also)\b)"
)
# What a page asks of its reader. A manual may say “watch the pan”, “share this with friends” and “follow the path”.
_ASKS = re.compile(
    r"(?:(?:Please )?Click (?:here|on the link|to (?:watch|see|read|view|enlarge|play|listen|share)|through)"
    r"|(?:Watch|See|View|Listen to|Play) (?:the |our |this )(?:full |latest |audio )?"
    r"(?:video|clip|audio|podcast|gallery|slideshow)"
    r"|Watch (?:how|as|what|why|who|when) [^,;:]{1,200}[»›>]"
    r"|(?:Read|See|Find out) more(?::|\W*$| (?:about|on|at|from|here|stories|news)\b)"
    r"|(?:Read|Continue reading) (?:below|on|the rest|the full (?:story|article|interview))\b"
    r"|(?:Follow|Like|Join|Find) us\b"
    r"|Follow (?:@\w|[^,.;:!?]{1,40} (?:on (?:Twitter|Facebook|Instagram)\b|at \w{1,20}\.\w))"
    r"|Sign up (?:here|now|today|(?:to|for) (?:our|the)\b[^,.;:!?]{0,40} (?:newsletter|e-?mail|alert|bulletin)s?)"
    r"|Subscribe (?:here|now|today|to (?:our|the)\b)|Share this (?:article|story|page|post|video|on\b)"
    r"|(?:Have your say|Join the (?:conversation|discussion|debate)|Tell us what you think)\b"
    r"|E-?mail (?:this )?to a friend\b"
    r"|(?:Sorry,? )?[Ww]e are (?:not|no longer)(?: currently)? accepting comments|Comments (?:are|have been) closed)",
    re.IGNORECASE,
)
# “Feat: The drummer carried…”, “In the dark: Nobody…”: a tag, then what the picture shows; “A navy image of…”.
# A paper's own labels bring on its text.
_TAGGED = re.compile(
    r"(?!(?:Abstract|Summary|Background|Introduction|Objectives?|Aims?|Methods?|Results?|Findings|Conclusions?):)"
    r"['‘]?[^\W\d_a-z][\w’'-]*(?: [\w’'-]+){0,2}['’]?: [^\W\d_a-z][\w’'.-]*,? [\w’'-]+,? "
)
# “Affordable: bulgaria has been named…”: a label that is no name, then a clause in lower case.
_TAGGED_LOW = re.compile(
    r"(?!(?:Note|Tip|Hint|Warning|Caution|Example|Question|Answer|Step|Wanted|Remember|Then|And|But|So|The|An?|One|My|Our|His"
    r"|Her|Its|Their|Your|This|That|What|Why|How|Who|Here|There|Now|Yes|No|Well|Result|Verdict|Definition)\b)"
    r"(?P<label>[^\W\d_a-z][a-z’'-]+(?: [a-z][a-z’'-]*){0,2}): (?!(?:an?|the|to|that|it|he|she|they|we|I|you|if|when|for|in|on)\b)"
    r"[a-z][\w’'-]+ "
)
# “Changing the tune: ‘We play as we like,’ said…”: no speaker, who would be a name or have an article.
_LABELS_SPEECH = re.compile(
    r"(?!(?:The|An?|His|Her|Their|My|Our|Its|One|Another|Then|And|But|He|She|It|They|We|I) )"
    r"[^\W\d_a-z][a-z’-]*(?P<words>(?: [a-z’-]+){1,4}): ['‘\"“][^\W\d_a-z]"
)
_LABEL = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [\w’'&-]+){0,6}: (?=\S)")
_IS_PICTURE = re.compile(
    r"(?:An? |The |File )?(?:[^\W\d_a-z][\w.’'-]* ){0,3}(?:[Ii]mage|[Pp]hoto|[Pp]hotograph|[Pp]icture) of "
)
# “Nan Holt contributed to this report.”
_CREDIT = re.compile(
    r"\b(?:contributed to (?:this|the) (?:story|report|article)|[Rr]eporting by [^\W\d_a-z]|[Aa]ll rights reserved)\b"
)
# Where to write, ring or look it up: “Phone: +44 1482 0000, e-mail: van@hull.example”, “doi:10.1000/182”.
_CONTACT = re.compile(
    r"☎|\bdoi: ?10\.|\bdoi\.org/|\b[Ee]-?mail:? ?\S{1,60}@|\b(?:[Tt]el(?:ephone)?|[Ff]ax|[Pp]hone)[.:] ?[+(\d]"
)
# Each of those rules with what a line must have for it to be worth a look: nearly none has.
_SIGNED: tuple[tuple[tuple[str, ...], re.Pattern[str], Told], ...] = (
    ((", left", ", right", ", second ", ", third ", ", far ", ", front ", ", back ", ", top ", ", bottom ", ", cent",
      ", pictured", ", above", ", below", "("), _WHERE, ("caption", "who stands where in the picture")),
    (("contributed to", "eporting by", "ll rights reserved"), _CREDIT, ("furniture", "who else wrote it, and whose it is")),
    (("☎", "doi", "mail:", "mail ", "tel.", "Tel.", "tel:", "Tel:", "phone:", "Phone:", "phone.", "Phone.",
      "elephone", "ax:", "ax."), _CONTACT, ("furniture", "where to write or ring")),
)  # fmt: skip
# “Petra Holm waves to fans in Hull .”: somebody does something now, on a line that had no stop.
_SHOWN = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*,? (?:and |of |the |van |de )?){1,7}(?:\([^()]{1,40}\) )?"
    r"(?:(?:is|are) (?:\w+ed|\w+ing|seen|shown|shot)\b|(?:applauds|appears|arrives|attends|celebrates?|cuts|dances"
    r"|embraces?|fires|gestures|greets|holds|hugs?|jumps|kisses|laughs|leaps|leaves|lifts|looks?|performs?|plays|poses?"
    r"|reacts|rides|runs|scores|shakes?|shares|shows|sings|sits|slides|smiles?|speaks?|stands?|strikes|tackles|takes"
    r"|tries|walks?|watches|waves?|wears?)\b)"
)
# “PIKE: We met in Hull.”
_SPEAKER = re.compile(r"[^\W\d_a-z][\w.’'-]{0,20}(?: [\w.’'-]{1,20}){0,3}:")
_REACH = 400
_LABEL_ENDS = 160
_NEAR = 5000


def is_caption(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is the line under a picture, a credit, or what a page says to its reader.

    >>> line = "Duo: Petra Holm, left, with Cleo Marsh in Hull."
    >>> is_caption(line, 0, len(line)), is_caption("Petra Holm left Hull.", 0, 21)
    (True, False)
    >>> is_caption("Rusty: The van could be smelt in Hull.", 0, 38), is_caption("Follow us on Dial.", 0, 18)
    (True, True)
    """
    return _why(text, start, end) is not None


def _why(text: str, start: int, end: int) -> Told | None:
    """The role of such a sentence and the reason; None where it is one of the story."""
    labelled = text.find(":", start, min(end, start + _LABEL_ENDS)) >= 0
    if labelled and _speaks(text, start):
        return None
    if _labelled(text, start, end):
        return "caption", "a label, then what is shown"
    end = min(end, start + _REACH)
    line = text[start:end]
    if _ASKS.match(line):
        return "furniture", "the page speaks to its reader"
    if labelled and (_TAGGED.match(line) or _is_tagged_low(line)):
        return "caption", "a label, then what is shown"
    if _BEGINS.match(line) or _IN_THIS.match(line) or (_IS_PICTURE.match(line) and not has_verb(line)):
        return "caption", "it begins as a caption does"
    for signs, rule, told in _SIGNED:
        for sign in signs:  # any() with a generator takes three times as long, and every sentence is asked
            if sign in line:
                if rule.search(line):
                    return told
                break
    if ("cookie" in line or "rivacy" in line or "ubscrib" in line or "ewsletter" in line) and speaks_to_reader(line):
        return "furniture", "the page speaks to its reader"
    return ("caption", "whose picture it is") if line[-1] in ")." and _is_credit(line) else None


def _is_credit(line: str) -> bool:
    """Whether a sentence is a credit in brackets and nothing else."""
    return line[0] == "(" and (_SLASHED.match(line) or _CREDIT_AT_END.match(line)) is not None


def _is_tagged_low(line: str) -> bool:
    found = _TAGGED_LOW.match(line)
    return found is not None and not has_verb(found["label"])


def captions(line: str) -> Told | None:
    """A line under a picture: it begins with a label, or ends on a credit."""
    if _CAPTION.match(line):
        return "caption", "it begins as a caption does"
    tail = line[-_LONGEST_CREDIT:]
    # Most lines have none of these, and need no search.
    likely = ":" in tail or "(" in tail or tail.rstrip(" .").lower().endswith(_AGENCIES)
    if likely and len(line) < 300 and (_CREDIT_AT_END.search(tail) or _SLASHED.search(tail)):
        return "caption", "it ends on a credit"
    return None


Splitter = Callable[[str, int, int], list[tuple[int, int]]]


def glued_captions(split: Splitter) -> Callable[[str, list[Block]], list[Block]]:
    """The pass that parts captions and what a page says from the paragraphs that they are glued into.

    Args:
        split: Gives the sentences of a paragraph.
    """

    def parted(text: str, blocks: list[Block]) -> list[Block]:
        found: list[Block] = []
        first = True
        for block in blocks:
            if block.role != "body" or block.reason:
                found.append(block)
                continue
            pieces = _parted(text, block, split, first) if _worth_a_look(text, block.span) else [block]
            first = first and all(piece.role != "body" for piece in pieces)
            found.extend(pieces)
        # A text that is captions and nothing else is read as it stands.
        return found if not first else blocks

    return parted


def _worth_a_look(text: str, span: Span) -> bool:
    paragraph = text[span.start : span.end]
    return any(sign in paragraph for sign in _SIGNS)


def _parted(text: str, block: Block, split: Splitter, first: bool) -> list[Block]:
    """The block without its captions; the first sentence of a story loses a label, not itself."""
    pieces: list[Block] = []
    begin = block.span.start
    end = begin
    for start, stop in split(text, block.span.start, block.span.end):
        told = _why(text, start, stop) if _whole(text, start, stop) else None
        if told is not None:
            opening = first and start == block.span.start
            label = _LABEL.match(text, start, min(stop, start + 80)) if opening and told[0] == "caption" else None
            if begin < end:
                pieces.append(Block(Span(begin, end), "body"))
            if label is not None and has_verb(text[label.end() : stop]) and label.end() < stop - 20:
                pieces.append(Block(Span(start, label.end() - 1), "heading", "a label in front of the first sentence"))
                begin, end = label.end(), stop
                continue
            pieces.append(Block(Span(start, stop), *told))
            begin = stop
        elif begin >= end or text[begin:start].isspace():
            begin = start
        end = stop
    if begin < end:
        pieces.append(Block(Span(begin, end), "body"))
    return pieces


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no double mark is open at the end of a sentence: else it is part of somebody's speech."""
    line = text[start:end]
    return line.count('"') % 2 == 0 and line.count("“") == line.count("”")


def _speaks(text: str, start: int) -> bool:
    """Whether a line begins on a label that others begin on, too: the speaker in a transcript."""
    label = _SPEAKER.match(text, start) if start == 0 or text[start - 1] == "\n" else None
    if label is None:
        return False
    line = "\n" + label.group()
    return line in text[max(0, start - _NEAR) : start] or line in text[label.end() : label.end() + _NEAR]


def _labelled(text: str, start: int, end: int) -> bool:
    """Whether a line opens on a label and had no stop of its own, so that one stands apart: “Loud: ‘We play’ ."""
    colon = text.find(":", start, min(end, start + 80)) >= 0
    speech = _LABELS_SPEECH.match(text, start, min(end, start + 80)) if colon else None
    if speech is not None and lexicon().telling.isdisjoint(speech["words"].split()):
        return True
    if not text.endswith(" .", start, end):
        return False
    if _SHOWN.match(text, start, min(end, start + 160)):
        return True
    label = _LABEL.match(text, start, min(end, start + 80))
    return label is not None and label.group().split()[-1].rstrip(":").lower() not in lexicon().telling


# A paragraph without any of these has no caption glued into it.
_SIGNS = (
    ": ", " .", "(", ", left", ", right", ", pictured", ", above", ", below", ", second ", ", cent", "lick ", "atch ", "isten",
    "ollow", "ubscri", "ign up", "hare this", "ead ", "ee ", "iew ", "oin ", "ike us", "ind ", "lay ", "croll", "hoto",
    "mage", "icture", "VIDEO", "Above", "Below", "contributed to", "eporting by", "rights reserved", "☎", "doi", "mail", "Tel.",
    "Phone", "ookie", "rivacy", "ewsletter", "Have your say", "Tell us", "omments", "In this ",
)  # fmt: skip
