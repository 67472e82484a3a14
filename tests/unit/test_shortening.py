"""What is left of a shortened sentence: the best subtree, under caps, with everything that must stay together."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import storysum
from storysum import syntax
from storysum.corpus import load
from storysum.errors import InputError
from storysum.model.article import Article
from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.shortening.constraints import CONSTRAINTS, Constraint
from storysum.shortening.headlinese import omissible
from storysum.shortening.pruning import Piece, best_subtree
from storysum.shortening.reading import Reading
from storysum.shortening.room import opened, to_room
from storysum.shortening.sentences import Sentence, sentences

# Fictional people; each sentence is there for a line or two of the table.
MADE_UP = """\
They wait until the singer, who fell, can walk.
Anyone who wants to sing at the fair in Goole must pass a test in May.
Prices fell slightly in November, according to mortgage lender Moss.
Petra Holm, who founded the label in 1987, has sold the van to a baker in Goole, according to her lawyer.
Holm did not, as the Journal reported, sell the van to a baker in Goole on Monday night.
The label will not release the album until the singer, who fell from a stage in Hull last month, can walk again.
The van was stolen on Monday night and found by two girls under a bridge in Goole on Tuesday morning.
About forty of the largest vans in the north were allegedly stolen without a licence, police said on Monday.
Odd Foss was arrested in Hull and later released without charge over a fire in the studio of the label.
In her new novel, a drummer robs a bank in Goole with the help of the baker of the village.
The third singer to withdraw from the tour this year said that she had almost no money left in the bank.
Odd Marlow and The Kilns were the big winners at the Calder Prize in Hull, where thousands of fans had gathered.
If the fans pay, the band may play twice on Friday, Holm told the Journal in an interview about the tour.
The former drummer of the band, an alleged thief, was faster than the new one and so loud that the walls shook.
Either the label or the band will pay for both the van and the studio, which were sold for more than $4 million.
Prime Minister Mara Quill broke up the old committee because of a claim that it had leaked plans to tour in May.
The indie band The Kilns has a dozen old songs, three new songs and a plan for a film about the number of stolen vans.
The “Glass Hour” album (out on 2 May) costs £3, and the label put the blame on the well-known printer from Leeds.
The album, the band's best since 1990, is capable of more, but keyboards, which nobody plays, will never return.
The band may be old, but it still sells out every hall in the north of England.
The number of records sold abroad has doubled since the spring, Holm said.
Holm says that the studio was badly damaged.
More than twenty years after the fire in Hull, the singer of the band continues to fascinate the north.
Holm and Quill did not just write the album, they recorded it, too, in a barn in Hull, the label said on Monday.
What we do know is that the label holds at least one of the old vans, and possibly more, in a barn near Hull.
The thief managed to escape on a bus to Leeds, but was caught by a baker from Goole on Tuesday morning.
Foss has ruled out a tour this year after a fall from a stage in Hull, according to the lawyer of the label.
Singers in their sixties are twice as likely to lose their voice as the drummers of a band, the label says.
Quill expects the album to sell, she says, for it is what fans have asked the label to record when it rains.
The label wrongly paid the old drummer, and its profit fell from 80 million pounds to 12 million pounds in the spring.
In May the roof leaked for a week before it fell, the town's surveyor, Odd Foss, told the Journal in a letter.
The baker, his partners claim, moved a van to Leeds two days before the label, Moss & Holm, went out of business.
The judge declared the song a copy of an older ballad, and the label paid the widow of the baker 9 million pounds.
Holm described the end of the tour as a disgrace, for the van had run out of oil an hour before the show in Hull.
Outside of the north of England, Petra Holm is not a well-known name, and among drummers nobody had heard her sing.
Nobody in the choir told the baker, in prison for theft, that the van had gone.
Rents in the north of Hull rose in May after the council had banned sales of drums to anyone under 16.
Holm is no longer the head of the label; the van, the studio and the songs belong to a baker who once lived near it."""


@cache
def parsed() -> list[tuple[Article, int, Sentence]]:
    """The sentences above, and those of four articles that ship."""
    texts = [*MADE_UP.split("\n"), *(one.text for one in load()[:4])]
    articles = [storysum.read(text) for text in texts]
    return [
        (article, index, sentence)
        for article in articles
        for index, sentence in enumerate(sentences(article, range(len(article.sentences))))
        if not sentence.whole
    ]


@st.composite
def trees(draw: st.DrawFn) -> list[Piece]:
    size = draw(st.integers(1, 9))
    number = st.integers(-20, 20)
    parents = [-1, *(draw(st.integers(0, place - 1)) for place in range(1, size))]
    order: list[int] = []
    waiting = [0]
    while waiting:  # preorder
        here = waiting.pop()
        order.append(here)
        waiting.extend(child for child in range(size) if parents[child] == here)
    places = {old: new for new, old in enumerate(order)}
    return [
        Piece(
            (old,),
            places.get(parents[old], -1),
            draw(number),
            draw(st.integers(0, 9)),
            (draw(st.integers(0, 3)), draw(st.integers(1, 9))),
        )
        for old in order
    ]


def worth(tree: list[Piece], kept: set[int]) -> int:
    """What a set of pieces is worth, by the definition."""
    gone = (piece.price for place, piece in enumerate(tree) if place not in kept and piece.parent in kept)
    return sum(tree[place].gain for place in kept) - sum(gone)


@given(tree=trees(), words=st.none() | st.integers(0, 12), characters=st.none() | st.integers(0, 40))
def test_the_best_subtree_is_the_best_of_all_subtrees(
    tree: list[Piece], words: int | None, characters: int | None
) -> None:
    caps = (words, characters)
    every = (set(some) | {0} for size in range(len(tree)) for some in combinations(range(1, len(tree)), size))
    lawful = [
        kept
        for kept in every
        if all(tree[place].parent in kept for place in kept - {0})
        and all(cap is None or sum(tree[place].cost[kind] for place in kept) <= cap for kind, cap in enumerate(caps))
    ]
    found = best_subtree(tree, words=words, characters=characters)
    if not lawful:
        assert found == ()
    else:
        assert set(found) in lawful
        assert worth(tree, set(found)) == max(worth(tree, kept) for kept in lawful)


def test_the_docs_have_the_table() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "concepts" / "headlines.md").read_text(encoding="utf-8")
    _, _, told = text.partition("| what stays with what it belongs to | example | parted |\n|---|---|---:|\n")
    rows = [
        f"| {line.name} | {line.example or '–'} | {'never' if line.price is None else line.price} |"
        for line in CONSTRAINTS
    ]
    assert told.partition("\n\n")[0].splitlines() == rows


@pytest.mark.parametrize("line", CONSTRAINTS, ids=lambda line: line.name)
def test_what_a_line_of_the_table_names_stays_with_what_it_belongs_to(line: Constraint) -> None:
    applied = 0
    for _, _, sentence in parsed():
        reading = sentence.reading
        named = [
            word
            for word in range(len(sentence.parse))
            if not sentence.mark[word] and sentence.parse.head[word] and line.applies(reading, word)
        ]
        applied += len(named)
        for words in (None, 12, 20):
            cut = sentence.cut(words=words)
            if cut is None:
                continue
            kept = set(cut.words)
            parted = [
                word
                for word in named
                if word not in kept and sentence.parents[word] in kept and word not in sentence.called
            ]
            if line.price is None:
                assert not parted, [sentence.parse.forms[word] for word in parted]
            else:
                assert cut.paid >= max([line.price for _ in parted], default=0)
    assert applied or line.name == "what has no place in a tree"


def test_what_has_no_place_in_a_tree_stays() -> None:
    (line,) = (line for line in CONSTRAINTS if line.name == "what has no place in a tree")
    parse = Parse(("Rain", "fell", "er"), pos=("NOUN", "VERB", "X"), head=(2, 0, 2), relation=("nsubj", "root", "dep"))
    assert line.applies(Reading(parse), 2)


@pytest.mark.parametrize(
    ("text", "heads", "held"),
    [
        ("The drummer Carlo Pike changed course on Friday and pleaded guilty to two counts of theft of a van.",
         {"changed", "pleaded"}, "Pike"),
        ("The roof fell in on Friday, and the band lost nine guitars in the fire, according to the police in Hull.",
         {"fell", "lost"}, "police"),
        ("The van was stolen on Monday night and found by two girls under a bridge in Goole.", {"stolen"}, "van"),
        ("Holm gave in on Friday night, but sold neither the van nor the drum to the baker.", {"gave"}, "Holm"),
    ],
    ids=["one subject", "two subjects", "an auxiliary", "no and"],
)  # fmt: skip
def test_a_clause_that_is_joined_is_told_alone_with_its_subject_and_its_source(
    text: str, heads: set[str], held: str
) -> None:
    (sentence,) = sentences(storysum.read(text), [0])
    assert {sentence.parse.forms[head] for head in sentence.clauses} == heads
    for head in sentence.clauses:
        cut = sentence.cut(root=head)
        assert cut is not None
        assert sentence.top(set(cut.words)) == head
        assert held in " ".join(span.of(text) for span in cut.kept)


def test_a_cap_that_the_best_cut_fits_changes_nothing() -> None:
    for text in [
        *MADE_UP.split("\n"),
        "The central mill left its bread prices unchanged at 4.25% for the sixth month in a row, a baker said.",
    ]:
        best = storysum.shorten(text).text
        for more in range(3):
            assert storysum.shorten(text, words=len(best.split()) + more).text == best
            assert storysum.shorten(text, characters=len(best) + more).text == best


def test_two_names_never_become_one() -> None:
    text = (
        "Petra “Kiln” Holm and the drummer Carlo “Van” Pike used only the first few seconds of an old song by Marlow."
    )
    for words in range(4, 20):
        made = storysum.shorten(text, words=words).text
        assert "Holm Pike" not in made
        assert "Holm Carlo" not in made
    for article, _, sentence in parsed():
        for words in (6, 8, 12):
            cut = sentence.cut(words=words)
            for before, after in pairwise(cut.words if cut else ()):
                between = article.text[sentence.parse.words[before].end : sentence.parse.words[after].start]
                named = sentence.parse.pos[before] == sentence.parse.pos[after] == "PROPN"
                assert not (named and any(map(str.isalpha, between))) or any(mark in between for mark in ",;:–—-")


@pytest.mark.parametrize(("words", "characters"), [(None, None), (12, None), (None, 80), (12, 80), (20, 200)])
def test_a_cut_keeps_its_caps_its_order_and_its_end(words: int | None, characters: int | None) -> None:
    for article, index, sentence in parsed():
        cut = sentence.cut(words=words, characters=characters)
        if cut is None:
            continue
        shown = " ".join(span.of(article.text) for span in cut.kept)
        assert words is None or len(shown.split()) <= words + sum(
            not any(map(str.isalnum, one)) for one in shown.split()
        )
        assert all(one.end <= other.start for one, other in pairwise(cut.kept))
        assert article.sentences[index].covers(cut.kept[0])
        assert article.sentences[index].covers(cut.kept[-1])
        last = max(word for word in cut.words if not sentence.mark[word])
        end = max(word for word in range(len(sentence.parse)) if not sentence.mark[word])
        particle = sentence.parse.relation[last] == "compound:prt"
        assert (
            last == end or particle or sentence.parse.pos[last] not in ("ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART")
        )


@given(st.sampled_from(MADE_UP.split("\n")), st.none() | st.integers(1, 30), st.none() | st.integers(1, 150))
@example(text="Prices fell slightly in November, according to mortgage lender Moss.", words=None, characters=37)
@example(
    text="Sales slid in May, and the trade had a name for it: the “battle of the vans.”", words=None, characters=20
)
@example(
    text="The release of the film, loud as it was, came at a bad time -- days after the fair.", words=9, characters=None
)
def test_shorten_keeps_its_caps_and_invents_nothing(text: str, words: int | None, characters: int | None) -> None:
    summary = storysum.shorten(text, words=words, characters=characters)
    assert words is None or len(summary.text.split()) <= words
    assert characters is None or len(summary.text) <= characters
    assert all(piece.text == text[piece.span.start : piece.span.end] for piece in summary.pieces)
    assert bool(summary.text) is (summary.shortfall is None)
    assert not summary.text.startswith((",", ";", ":"))
    assert ",," not in summary.text.replace(" ", "")
    assert summary.backend == "shorten"
    assert (summary.budget is None) is (words is None and characters is None)


@pytest.mark.parametrize("blank", ["", "  \n "])
def test_no_sentence_is_told(blank: str) -> None:
    summary = storysum.shorten(blank)
    assert (summary.text, summary.shortfall) == ("", "There is no sentence.")


def test_sentences_of_other_languages_and_marks_without_a_partner_are_left_whole() -> None:
    for text, language in (
        ("Der Verlag hat den Wagen am Montag in Goole verkauft.", "de"),
        ("Holm sold “the van in Goole.", None),
    ):
        assert storysum.shorten(text, language=language).text == text
        assert not storysum.shorten(text, language=language, words=3).text


def test_what_is_no_text_or_no_cap_is_refused() -> None:
    with pytest.raises(InputError, match="one sentence"):
        storysum.shorten(7)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="one or more"):
        storysum.shorten("It rained.", words=0)
    with pytest.raises(InputError, match="no language"):
        storysum.shorten("It rained.", language="xx")


def test_a_very_long_sentence_stays_whole() -> None:
    text = "Holm sold " + "the red van and " * 120 + "left."
    assert storysum.shorten(text).text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("And the van left.", "the van left."),
        ("But the van left.", "the van left."),
        ("However, the van left.", "the van left."),
        ("But for the rain, it left.", "But for the rain, it left."),
        ("However hard he tried, it left.", "However hard he tried, it left."),
        ("Andy left.", "Andy left."),
    ],
)
def test_only_a_leading_joint_goes(text: str, left: str) -> None:
    (span,) = storysum.read(text).sentences
    assert opened(text, span).of(text) == left


def test_a_sentence_fitted_to_room_pays_no_price_and_fits() -> None:
    found = 0
    for _, _, sentence in parsed():
        for words in range(10, 30, 4):
            cut = to_room(sentence, words=words, characters=None)
            if cut is not None:
                found += 1
                assert cut.paid == 0
    assert found > 10


@pytest.mark.parametrize(
    "text",
    [
        "In the spring, the choir of Orrell lent its drums to a school that had lost all of its own in a flood.",
        "Odd Marlow, a drummer, Lena Quist, a singer, and Jude Ferrant, a baker, met in the barn by the river to found "
        "a label.",
        "She probably knew that bridges were seldom safe in winter, but to our cold feet, Quist was pouring out soup "
        "that just might keep a whole choir alive on the next march over the wet moor above Orrell.",
        "The choir sold nine tapes - but Kiln 4, which cost three pounds, stayed on the shelf behind the door.",
        "The old hall was sold for less than the price of its organ, according to Petra Holm, owner of the firm.",
        "The label found the tapes in a barn near Orrell, some nine miles (14 kilometres) north of the old harbour.",
    ],
    ids=["when, in front", "a list", "but joins what stays", "a best head given up", "who a source is", "a distance"],
)
def test_what_no_cut_to_room_leaves_out(text: str) -> None:
    (sentence,) = sentences(storysum.read(text), [0])
    assert all(to_room(sentence, words=words, characters=None) is None for words in range(10, len(text.split())))


@pytest.mark.parametrize("teller", ["the Office of the Moss Minister (OMM)", "Petra Holm", "the baker’s sister"])
def test_who_says_it_last_stays_with_the_verb(teller: str) -> None:
    text = f"Prices of old vans dipped slightly in Goole in the wet month of November, {teller} has said."
    for words in range(3, 25):
        told = storysum.shorten(text, words=words).text
        assert not told or ("has said" in told and teller.partition(" (")[0] in told)


def test_the_words_of_a_quotation_stay_or_go_together() -> None:
    text = "“We cut the whole record in a single night,” says Petra Holm, who founded the label."
    for words in range(3, 16):
        shown = storysum.shorten(text, words=words).text
        assert "“" not in shown or "“We cut the whole record in a single night,”" in shown
        assert "cut" not in shown or "Holm" in shown


def test_a_given_name_may_go_where_the_story_says_the_surname_alone() -> None:
    text = "Petra Holm sold the old red van to a baker in Goole on Monday. Nobody minded, said {}."
    for teller, short in (("Holm", "Holm"), ("Cleo Marsh", "Petra Holm")):
        article = storysum.read(text.format(teller), language="en")
        (sentence,) = sentences(article, [0])
        cut = sentence.cut(words=3 + len(short.split()))
        assert cut is not None
        shown = " ".join(span.of(article.text) for span in cut.kept)
        assert shown.startswith(f"{short} sold"), shown
        assert ("Petra" in shown) == (short != "Holm")


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("Petra Holm has sold the van.", ["has"]),
        ("Petra Holm has signed up, the label has said.", ["has", "has"]),
        ("Petra Holm has not sold the van.", []),
        ("Petra Holm has been here since May.", []),
        ("Petra Holm has sold vans since May.", []),
        ("Petra Holm has taken the van.", []),
        ("Petra Holm is to sell the van.", ["is"]),
        ("The aim is to sell the van.", []),
        ("She is to sell the van.", []),
        ("The drummers are selling the van.", ["are"]),
        ("Petra Holm is in talks with Marlow.", ["is"]),
        ("The bishop whom voters made a saint is in hospital.", []),
        ("Petra Holm is in talks and is leaving the band.", []),
        ("Petra Holm is a drummer.", []),
        ("The label said that Holm sold it.", ["that"]),
        ("The label denied claims that Holm sold it.", []),
        ("The label denied the song that Holm wrote.", []),
    ],
)
def test_a_headline_does_without_what_says_nothing_more(sentence: str, gone: list[str]) -> None:
    (parse,) = syntax.parse(sentence, [Span(0, len(sentence))])
    told = [parse.forms[word] for word in sorted(omissible(Reading(parse)))]
    assert [word for word in told if word.lower() != "the"] == gone


@pytest.mark.parametrize("text", ["What a fool Holm is", "The best drummer in town Holm is", "Holm is", "is", "to is"])
def test_a_sentence_that_ends_on_is_makes_no_error(text: str) -> None:
    assert storysum.headline(text).text in ("", text)


def test_a_title_without_marks_is_a_name_and_no_clause() -> None:
    text = (
        "Petra Holm has told how a young drummer came to the rescue of The Kilns and Odd Marlow’s first big hit, "
        "Drive My Van, after the tour hit a snag."
    )
    assert storysum.headline(text).text == "Petra Holm told how young drummer came to rescue of The Kilns"
    assert storysum.shorten(text).text.endswith("came to the rescue of The Kilns.")


def test_is_goes_before_an_adjective_only_with_what_it_is_of() -> None:
    text = "The firm Bexal Marlow is aware of complaints about the smell from its plant, the council in Hull has said."
    (sentence,) = sentences(storysum.read(text), [0])
    cuts = [sentence.cut(words=words, loose=True) for words in range(4, 16)]
    shown = [" ".join(span.of(text) for span in cut.kept) for cut in cuts if cut is not None]
    assert shown
    assert not any("aware" in one and "is aware" not in one and "aware of" not in one for one in shown)


def test_how_many_that_is_may_go_where_it_stands_behind_a_comma() -> None:
    text = "The label is to drop 24 bands, nearly half of its roster, unless the council agrees to help."
    assert str(storysum.shorten(text, words=13)) == (
        "The label is to drop 24 bands, unless the council agrees to help."
    )


def test_an_owner_does_not_stand_without_what_is_his() -> None:
    text = (
        "Bakers searched Swallow Road Band drummer Carl Holm's house, in the hills, for the lost tapes, the town's "
        "baker said."
    )
    assert not any("Holm's," in storysum.shorten(text, words=words).text for words in range(4, 20))
