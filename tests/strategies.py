"""Hypothesis strategies: articles as they come, from a small grammar, and texts as nobody would write them."""

from __future__ import annotations

from hypothesis import strategies as st

from storysum import Budget

NAMES = ("Petra Holm", "Dorran Pike", "Lena Quist", "D.J. Quill", "Abel Foss", "Maud Fenn of Neon-D.R.V.")
MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("“", '"'), ("“", ""), ("", "”"))
CLAUSES = (
    "the van broke down",
    "we played to nine people, and eight left",
    "nobody had a map (or a light)",
    "“Glass Hour” came out in 1981",
    "it cost $4.50 at No. 9",
    "he said, ‘bring the bass",
    "she was never late … not once",
    "the ’80s were loud",
    "U2, AC/DC and R.E.M. were on the radio",
)
CUES = ("says {name}", "said {name}", "he says", "she adds", "{name} recalls", "laughs {name}", "according to {name}")

_clause = st.sampled_from(CLAUSES)
_stop = st.sampled_from((".", ".", ".", "!", "?", "…"))


@st.composite
def plain_sentences(draw: st.DrawFn) -> str:
    lead = draw(st.sampled_from(("", "", "But ", "And ", "In Leeds, ", "He knew that ", "However, ")))
    clause = draw(_clause)
    first = f"{lead}{clause}"
    return first[0].upper() + first[1:] + draw(_stop)


@st.composite
def speech(draw: st.DrawFn) -> str:
    opening, closing = draw(st.sampled_from(MARKS))
    said = draw(st.lists(_clause, min_size=1, max_size=4))
    cue = draw(st.sampled_from(CUES)).format(name=draw(st.sampled_from(NAMES)))
    first, *rest = (clause[0].upper() + clause[1:] for clause in said)
    text = f"{opening}{first},{closing} {cue}."
    if rest:
        text += f" {opening}{'. '.join(rest)}.{closing}"
    return text


paragraphs = st.lists(st.one_of(plain_sentences(), plain_sentences(), speech()), min_size=1, max_size=6).map(" ".join)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article: perhaps a title, a byline, a dateline, headings, captions and a list."""
    furniture = st.sampled_from(
        ("The Early Years", "By Nora Quill", "Photo: the band", "- one drum", "12 March 2024", "# Coda", "***")
    )
    blocks = draw(st.lists(st.one_of(paragraphs, paragraphs, paragraphs, furniture), min_size=1, max_size=8))
    front = draw(st.sampled_from(("", " date 2026-02-07 ", "LEEDS, England — ", "A Long Walk Home\n\nby Nora\n\n")))
    return front + draw(st.sampled_from(("\n\n", "\n", "\r\n\r\n"))).join(blocks)


odd_texts = st.text(
    st.one_of(
        st.sampled_from("“”\"'‘’«»„.,!?…—–- \n\r\t()[]:;"),
        st.sampled_from("aAbB19éßשعд中。🎸\x00\u200f\ud800\u0301"),
        st.characters(),
    ),
    max_size=300,
)

texts = st.one_of(articles(), odd_texts)

budgets = st.builds(
    Budget,
    words=st.one_of(st.none(), st.integers(1, 80)),
    sentences=st.one_of(st.none(), st.integers(1, 6)),
    characters=st.one_of(st.none(), st.integers(1, 400)),
    fraction=st.floats(0.01, 1.0),
)
