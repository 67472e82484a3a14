"""Sentences that only make sense beside a picture or on the page they stood on, left standing in the body.

English only. Such lines are found by what they say: who stands where in the picture, what to do with it,
where to click.
"""

from __future__ import annotations

import re

from storysum.text.quotes.lexicon import lexicon

__all__ = ["is_caption"]

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
_SIGNED = (
    ((", left", ", right", ", second ", ", third ", ", far ", ", front ", ", back ", ", top ", ", bottom ", ", cent",
      ", pictured", ", above", ", below", "("), _WHERE),
    (("contributed to", "eporting by", "ll rights reserved"), _CREDIT),
    (("☎", "doi", "mail:", "mail ", "tel.", "Tel.", "tel:", "Tel:", "phone:", "Phone:", "phone.", "Phone.",
      "elephone", "ax:", "ax."), _CONTACT),
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
    labelled = text.find(":", start, min(end, start + _LABEL_ENDS)) >= 0
    if labelled and _speaks(text, start):
        return False
    if _labelled(text, start, end):
        return True
    end = min(end, start + _REACH)
    if (
        (labelled and _TAGGED.match(text, start, end))
        or _IS_PICTURE.match(text, start, end)
        or _ASKS.match(text, start, end)
    ):
        return True
    if _BEGINS.match(text, start, end):
        return True
    line = text[start:end]
    for signs, rule in _SIGNED:
        for sign in signs:  # any() with a generator takes three times as long, and every sentence is asked
            if sign in line:
                if rule.search(line):
                    return True
                break
    return False


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
