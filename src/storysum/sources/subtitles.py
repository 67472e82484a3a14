"""Subtitles (SubRip and WebVTT): join cues to paragraphs, which end before a pause or where the speaker changes.

Source: WebVTT, W3C 2019; SubRip has no standard.
"""

import html
import re
from collections.abc import Iterator

from storysum.sources.documents import Document, Writer, line

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
TIMING = re.compile(rf"^[ \t]*{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}[^\n]*$", re.MULTILINE)
"""The timing line of a cue; groups 1 to 4 are its start and 5 to 8 its end."""

_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_SOUND = re.compile(r"[\[(][^\[\]()\n]{1,80}[\])]|[♪♫][^♪♫\n]*[♪♫]|[♪♫]")
# Song lyrics, “# la la #”; numbers use the same mark: “#1 in Leeds and #2 in Hull”.
_SUNG = re.compile(
    r"\A\s*#[^#]*#\s*\Z|^[ \t]*#[^#\n]*#[ \t]*$|(?<!\S)#[ \t][^#\n]*[ \t]#(?!\S)",
    re.MULTILINE,
)
_DASH = re.compile(r"(?:-|–|—|>>+)[ \t]*(?=\S)")
_ENDS = re.compile(r"[.!?…。！？؟।][\"”’»)\]]*$")
_PAUSE = 2000  # milliseconds
_LONGEST = 600  # characters after which a paragraph ends with its sentence


def read_subtitles(text: str) -> Document:
    """Read the text of subtitles without times, cue numbers, tags, lyrics, and sounds in brackets."""
    written = Writer()
    paragraph: list[str] = []
    last = 0
    for start, end, turn, said in _lines(text):
        ended = paragraph and _ENDS.search(paragraph[-1])
        if paragraph and (turn or (ended and (start - last >= _PAUSE or sum(map(len, paragraph)) > _LONGEST))):
            written.add(" ".join(paragraph), "body", "said")
            paragraph = []
        paragraph.append(said)
        last = end
    written.add(" ".join(paragraph), "body", "said")
    return written.document()


def _lines(text: str) -> Iterator[tuple[int, int, bool, str]]:
    """The spoken lines of all cues; a line that the next cue repeats, as in roll-up captions, is given once.

    Yields for each line its start and end in milliseconds, whether the speaker changes, and its text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = list(TIMING.finditer(text))
    before: list[str] = []
    voice = ""
    for number, timing in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        # A blank line ends a cue; the number of the next cue, or a note, follows it.
        cue = text[timing.end() : end].strip("\n").split("\n\n", 1)[0]
        if end < len(text) and "\n\n" not in text[timing.end() : end].strip("\n"):
            cue = re.sub(r"\n[ \t]*\d+[ \t]*$", "", cue)
        named = _VOICE.search(cue)
        turn = named is not None and named[1] != voice
        voice = named[1] if named is not None else voice
        cue = _SOUND.sub(" ", _SUNG.sub(" ", _TAG.sub("", cue)))
        lines = [html.unescape(line(one)) for one in cue.split("\n")]
        fresh = [one for one in lines if one and one not in before]
        before = [one for one in lines if one]
        for one in fresh:
            dash = _DASH.match(one)
            said = one[dash.end() :] if dash else one
            if any(map(str.isalnum, said)):
                yield _milliseconds(timing, 1), _milliseconds(timing, 5), turn or dash is not None, said
                turn = False


def _milliseconds(timing: re.Match[str], first: int) -> int:
    hours, minutes, seconds, rest = (int(timing[first + place] or 0) for place in range(4))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
