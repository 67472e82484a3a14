"""Reading: blocks, their roles, and what is refused."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import storysum
from storysum.corpus import load
from storysum.errors import InputError
from storysum.text.blocks import paragraphs

STORY = "The band met in 1979. It never rehearsed.\n\nThe first single came out in May."


def roles(text: str, **options: str) -> list[tuple[str, str]]:
    article = storysum.read(text, **options)
    return [(block.role, block.span.of(text)) for block in article.blocks]


def sentences(text: str, **options: str) -> list[str]:
    return [span.of(text) for span in storysum.read(text, **options).sentences]


def blocks(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text, text)]


@pytest.mark.parametrize("story", load(), ids=lambda story: story.id)
def test_every_block_of_the_stories_that_ship_has_its_role(story: object) -> None:
    article = storysum.read(story.text)  # type: ignore[attr-defined]
    expected = {(mark.span, mark.kind) for mark in story.roles}  # type: ignore[attr-defined]
    assert {(block.span, block.role) for block in article.blocks if block.role != "body"} == expected
    facts = (story.title, story.byline, story.published)  # type: ignore[attr-defined]
    assert (article.title, article.byline, article.published) == facts


def test_the_interview_has_a_date_in_front_and_no_furniture_else(shared: Path) -> None:
    article = storysum.read(shared / "articles" / "000_771ff278ddd05037.txt")
    assert article.published == datetime.date(2026, 2, 7)
    assert [block.role for block in article.blocks] == ["dateline"] + ["body"] * 10
    assert article.sentences[0].of(article.text).startswith("Joe Perry has revealed")


def test_the_essay_has_a_title_a_byline_and_seven_headings(shared: Path) -> None:
    article = storysum.read(shared / "articles" / "001_d0faa42d0c95b939.txt")
    found = [block.role for block in article.blocks]
    assert article.byline == "Barbara"
    assert article.title is not None
    assert article.title.startswith("Run-D.M.C’s ‘Walk This Way’")
    assert (found.count("title"), found.count("byline"), found.count("heading")) == (1, 1, 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\rThree.", ["One.", "Two.", "Three."]),
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("They played on a Tuesday\nnight. It rained.", ["They played on a Tuesday\nnight. It rained."]),
        ("He came with Ann and\nBob. They left.", ["He came with Ann and\nBob. They left."]),
        ("Log in\nBand plays on", ["Log in", "Band plays on"]),
        ("“We walked home,” said\nMiss Holm.", ["“We walked home,” said\nMiss Holm."]),
        (
            "3 May 2019\nand last updated 4 May 2019\nIt rained.",
            ["3 May 2019", "and last updated 4 May 2019", "It rained."],
        ),
        (
            "Nora Quill, Editor\nclick to enlarge\n\nIt rained.",
            ["Nora Quill, Editor", "click to enlarge", "It rained."],
        ),
        ("Hi friends,\nIt rained.", ["Hi friends,", "It rained."]),
        ("It is a song\nby Petra Holm in 1979. It rained.", ["It is a song\nby Petra Holm in 1979. It rained."]),
        ("She told them to\nwatch the van in Hull", ["She told them to\nwatch the van in Hull"]),
        ("They met\non 9 May 2019 at 7 pm\nin Hull.", ["They met\non 9 May 2019 at 7 pm\nin Hull."]),
        ("Vans\nby Nora Quill and Abel Foss\nIt rained.", ["Vans", "by Nora Quill and Abel Foss", "It rained."]),
        ("It rained.\n--\nNora Quill", ["It rained.", "--", "Nora Quill"]),
        ("\n \t\n  One.  \n\n\n", ["One."]),
        ("One.\u2028Two.\u2029Three.", ["One.", "Two.", "Three."]),
        ("\x00\n\ufeff\n", []),
        ("", []),
    ],
)
def test_blank_lines_and_single_newlines_divide_but_wrapped_lines_do_not(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_a_text_wrapped_at_a_fixed_width_keeps_its_paragraphs() -> None:
    first = (
        "When the van broke down on the road to Hull the four of them got\n"
        "out and pushed. Nobody had a map. It was Petra Holm who knew the\nroad."
    )
    second = "They played to nine people that night and to eight the next one,\nand one of the eight was Dorran Pike."
    assert blocks(f"{first}\n{second}") == [first, second]


def test_a_paragraph_wrapped_at_a_width_of_its_own_is_one() -> None:
    head = "The Goole Dial and Hull Evening Post, page the first, morning paper"
    wrapped = (
        "Nobody in the village had seen a\nvan that morning. Mrs. L. Bickerby\nHolm, of the mill, said it cost her\n"
        "£100 and a drum."
    )
    assert blocks(f"The Dial | Hull | {head}\nVANS\n\nIt rained and the van\nwas late.\n\n{wrapped}") == [
        f"The Dial | Hull | {head}",
        "VANS",
        "It rained and the van\nwas late.",
        wrapped,
    ]


def test_lines_of_many_widths_are_no_paragraph() -> None:
    lines = ["Salt Hollow sell their van", "A baker from Goole has bought the van, the band says", "It rained."]
    assert blocks("\n".join(lines) + "\n\nThe van was\nred.") == [*lines, "The van was\nred."]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Nora Quill", "byline"),
        ("BY NORA QUILL", "byline"),
        ("Words: Nora Quill", "byline"),
        ("by Nora van der Quill, staff writer", "byline"),
        ("Photo: the band in 1979", "caption"),
        ("Photograph by Abel Foss", "caption"),
        ("A baker in her van. DIAL PRESS/Nan Holt", "caption"),
        ("A drummer is seen in Goole, March 2, 2022. DIALERS/Nan Holt/File Photo", "caption"),
        ("A baker clears the road in Goole, Yorks., on Monday. (Nan Holt for The Evening Dial)", "caption"),
        ("A drum on a roof. Credit: Dr Nan Holt", "caption"),
        ("12 March 2024", "dateline"),
        ("Published: March 12, 2024", "dateline"),
        ("HULL, Wednesday.", "dateline"),
        ("12/06/2023", "dateline"),
        ("# The Early Years", "heading"),
        ("What came next?", "heading"),
        ("* * *", "heading"),
        ("Updated 3:45 PM ET, Mon June 5, 2023", "dateline"),
        ("By morning the van had gone.", "body"),
        ("By Friday, 9 May 2014, the van was gone.", "body"),
        ("It rained.", "body"),
        ("— Maud Fenn, The Evening Dial", "byline"),
        ("“We had no idea at all”", "body"),
    ],
)
def test_a_line_between_title_and_story_is_known_by_its_words(line: str, role: str) -> None:
    found = roles(f"A Long Walk Home\n\n{line}\n\n{STORY}")
    assert {text: role for role, text in found}[line] == role


def test_a_line_without_marks_inside_a_story_is_a_heading() -> None:
    told = (
        "Salt Hollow will play nine towns in the spring, the band said on Friday. The tour begins in a barn near Goole."
    )
    assert roles(f"A Long Walk Home\n\n{told}\n\nThe Early Years\n\n{told}")[2] == ("heading", "The Early Years")


@pytest.mark.parametrize(
    "front",
    [
        "LONDON (Reuters) —",
        "LONDON ―",
        "Aug 27 (Reuters) -",
        "LEEDS, England--(BUSINESS WIRE)--",
        "LEEDS, March 3, 2026 /PRNewswire/ --",
        "Leeds (dpa) -",
        "NEW YORK, March 3 (AP) -",
        "LEEDS, England —",
        "HULL, England (AP) —",
        "(CNN) --",
        "WASHINGTON —",
        "Beirut (CNN) --",
        "Washington, D.C.–",
        "NEW HULL:",
        "Hull, 3 March 2026 —",
        "Goole —",
        "(Goole)",
        "LEEDS |",
        "Bergen (Norway) (ANP) —",
        "HULL FALLS, N.D. (CP) _",
        "HULL, March 3 (PTI):",
        "Hull, March 3 (PTI)",
        "HULL, March 3.—",
        "HULL, Tuesday.",
        "(CNN)",
        "Lynchburg, Virginia (CNN)",
        "Chao Hu, Anhui, China  (CNN)",
        "Hull, England —",
        "Goole, Yorkshire, England -",
        "Port-au-Prince, Haiti –",
        "St. Ives, Corn. --",
        "Hull, Tuesday —",
        "HULL/GOOLE (Wire) -",
        "HULL and GOOLE —",
        "Goole/Hull, 3 March 2026 –",
        "(Hull, England) —",
        "HULL, England, (AP) -",
        "HULL — (Wire) —",
        "HULL — Tuesday —",
        "LONDON, UK --News Direct--",
    ],
)
def test_a_dateline_in_front_of_the_first_sentence_is_cut_off(front: str) -> None:
    glued = front.endswith(("–", ")--", ".—")) or (front.endswith("(CNN)") and front != "(CNN)")
    found = roles(f"{front}{'' if glued else ' '}{STORY}")
    assert found[0] == ("dateline", front)
    assert found[1][1].startswith("The band met")


@pytest.mark.parametrize(
    "said",
    [
        "The Associated Press (AP) said so on Monday. It rained.",
        "NATO — the alliance of thirty countries — said so on Monday. It rained.",
        "Petra Holm, the mayor — She is from Hull — said so on Monday. It rained.",
        "Reunion Weekend, June 6–8, will be wet, the mayor said on Monday. It rained.",
        "Sen. Petra Holm (D-Hull) — She is from Hull — said so on Monday. It rained.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(said: str) -> None:
    assert roles(said)[0] == ("body", said)


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        (" date 2026-02-07 ", datetime.date(2026, 2, 7)),
        ("Published 7 February 2026 — ", datetime.date(2026, 2, 7)),
        ("date 2026-02-31 ", None),
    ],
)
def test_a_date_stamp_in_front_is_cut_off_and_read(stamp: str, date: datetime.date | None) -> None:
    article = storysum.read(stamp + STORY)
    assert article.published == date
    assert article.sentences[0].of(article.text) == "The band met in 1979."


@pytest.mark.parametrize(
    ("furniture", "expected", "name", "date"),
    [
        ("By . Nora Quill .", ["byline"], "Nora Quill", None),
        ("By Evening Dial Reporter .", ["byline"], "Evening Dial Reporter", None),
        ("By . Nora Quill . and Abel Foss .", ["byline"], "Nora Quill", None),
        ("By . Associated Wire and . Evening Dial Reporter .", ["byline"], "Associated Wire", None),
        ("By . Nora Quill For The Dial .", ["byline"], "Nora Quill", None),
        (
            "By . Nora Quill . PUBLISHED: . 04:37 EST, 8 July 2013 . | . UPDATED: . 09:22 EST, 9 July 2013 .",
            ["byline", "dateline"],
            "Nora Quill",
            datetime.date(2013, 7, 8),
        ),
        ("Last updated at 11:22 PM on 1st January 2012 .", ["dateline"], None, datetime.date(2012, 1, 1)),
        ("UPDATED: . 09:53 GMT, 12 March 2012 .", ["dateline"], None, datetime.date(2012, 3, 12)),
        ("18:30 EST, 3 March 2012 .", ["dateline"], None, datetime.date(2012, 3, 3)),
        ("Friday, May 9, 2014", ["dateline"], None, datetime.date(2014, 5, 9)),
    ],
)
def test_furniture_that_runs_into_the_first_sentence_is_cut_off_and_read(
    furniture: str, expected: list[str], name: str | None, date: datetime.date | None
) -> None:
    article = storysum.read(f"{furniture} {STORY}")
    assert [block.role for block in article.blocks] == [*expected, "body", "body"]
    assert (article.byline, article.published) == (name, date)
    assert article.sentences[0].of(article.text) == "The band met in 1979."


@pytest.mark.parametrize("label", ["Abstract.", "Abstract:", "SUMMARY —", "EXCLUSIVE:"])
def test_a_label_in_front_of_the_first_sentence_is_a_heading(label: str) -> None:
    assert roles(f"{label} {STORY}")[:2] == [("heading", label), ("body", STORY.split("\n")[0])]
    assert roles(f"Summary judgement was given. {STORY}")[0][0] == "body"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("By\nNora Quill\nPUBLISHED:\n04:37 EST, 8 July 2013\n", ["byline"] * 2 + ["dateline"] * 2),
        ("By . \nNora Quill . \nPUBLISHED: . \n04:37 EST, 8 July 2013 . \n", ["byline"] * 2 + ["dateline"] * 2),
        (
            "By Nora Quill\nPUBLISHED: 04:37 EST, 8 July 2013 | UPDATED: 09:22 EST, 9 July 2013\n",
            ["byline", "dateline"],
        ),
        ("By . Nora Quill . and Abel Foss .\nLast updated at 11:22 PM on 8th July 2013\n", ["byline", "dateline"]),
        ("Written by . Nora Quill . 8 July 2013 . ", ["byline", "dateline", "body"]),
    ],
)
def test_a_byline_and_stamps_on_lines_of_their_own_are_no_body(lines: str, expected: list[str]) -> None:
    article = storysum.read(lines + STORY)
    assert [block.role for block in article.blocks][: len(expected)] == expected
    assert article.byline == "Nora Quill"
    assert article.published == datetime.date(2013, 7, 8)


def test_a_byline_behind_the_points_of_a_story_is_cut_out() -> None:
    text = f"Band met in 1979 . It never rehearsed . By . Nora Quill . PUBLISHED: . 04:37 EST, 8 July 2013 . {STORY}"
    article = storysum.read(text)
    assert article.byline == "Nora Quill"
    assert article.published == datetime.date(2013, 7, 8)
    assert [block.role for block in article.blocks] == ["body", "byline", "dateline", "body", "body"]


@pytest.mark.parametrize(
    "opening",
    [
        "By the time that the van had come . the band was gone.",
        "By Friday Petra Holm had gone home.",
        "In Hornsea, East Riding, The Long Take met.",
        "Petra Holm, Dorran Pike, Lena Quist and the rest met in 1979.",
        "Petra Holm, Dorran Pike, Lena Quist – the whole band – met in 1979.",
        "May 9, 2014 was the day on which the band met.",
        "Updated songs make old fans happy .",
        "PIKE: I met them in 1979.",
    ],
)
def test_a_sentence_that_opens_like_furniture_keeps_its_opening(opening: str) -> None:
    assert roles(f"{opening} It rained all week on the coast.")[0] == (
        "body",
        f"{opening} It rained all week on the coast.",
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["Nora Quill nora@dial.example.org Evening School of Leeds, England"],
        ["Nora Quill nora.quill@dial.example.org Evening School, the Netherlands Abel Foss abel@foss.example Hull"],
        ["Nora van der Quill", "nora@dial.example.org"],
    ],
)
def test_the_names_and_addresses_in_front_of_a_paper_are_its_byline(lines: list[str]) -> None:
    found = roles("\n\n".join([*lines, STORY]))
    assert [role for role, _ in found] == ["byline"] * len(lines) + ["body", "body"]


def test_a_sentence_with_an_address_is_no_byline() -> None:
    assert roles(f"The band asks all of its friends to write to band@example.org.\n\n{STORY}")[0][0] == "body"


def test_a_line_of_tags_is_no_body() -> None:
    tags = "#vans, " * 9 + "#the north #rain, #coast, #songs, #drums, #hull, #nights, #longread"
    assert dict(map(reversed, roles(f"By Nora Quill\n\n{tags}\n\n{STORY}")))[tags] == "heading"


def test_a_sentence_that_mentions_a_date_keeps_it() -> None:
    assert roles("Published in 1979, the record sank. It rained.")[0][0] == "body"


def test_list_items_have_sentences_and_are_not_body() -> None:
    text = f"{STORY}\n\n- One drum. It broke.\n- Two basses.\n\n1. First.\n2. Second.\n\n{STORY}"
    assert [role for role, _ in roles(text)] == ["body", "body", "item", "item", "item", "item", "body", "body"]
    assert "- One drum." in sentences(text)


def test_a_lone_number_does_not_make_an_item() -> None:
    assert roles(f"1979. It rained.\n\n{STORY}")[0][0] == "body"


def test_the_title_that_the_caller_gives_wins_and_marks_its_own_block() -> None:
    article = storysum.read(f"Rain in Hull\n\n{STORY}", title="Rain in Hull")
    assert (article.title, article.blocks[0].role) == ("Rain in Hull", "title")
    assert storysum.read(STORY, title="Rain").title == "Rain"


def test_a_text_of_lines_without_sentences_is_no_story_of_headings() -> None:
    assert {role for role, _ in roles("roses\nred\nviolets\nblue")} <= {"body", "title"}


@pytest.mark.parametrize("text", ["Rain", "RAIN IN HULL", "...", "Rain in Hull\n\nMore rain"])
def test_a_text_with_no_body_takes_its_longest_block_for_one(text: str) -> None:
    assert [role for role, _ in roles(text)].count("body") >= 1


@pytest.mark.parametrize("text", ["", "  \n\t ", "\x00", "\ufeff"])
def test_nothing_at_all_is_an_article_without_sentences(text: str) -> None:
    assert storysum.read(text).sentences == ()


@pytest.mark.parametrize(
    "text",
    [
        "<p>The band met in 1979.</p>",
        "<!DOCTYPE html><html><body>Hi</body></html>",
        " <html>\n<head><title>x</title></head></html>",
        "<div class='a'>The band</div><div>met</div>",
        "x <b>a</b> <i>b</i> <p>c</p> <br> <br/>",
    ],
)
def test_html_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(InputError, match=r"storysum\.load"):
        storysum.read(text)


@pytest.mark.parametrize(
    "text",
    ["In HTML a <p> begins a paragraph.", "1 < 2 and 3 > 2", "<3 you all. It rained.", f"<i>Rain</i>. {STORY}" * 3],
)
def test_a_text_that_mentions_a_tag_is_not_html(text: str) -> None:
    assert storysum.read(text).sentences


@pytest.mark.parametrize("wrong", [b"bytes", None, 3, ["lines"]])
def test_what_is_not_text_is_refused(wrong: object) -> None:
    with pytest.raises(InputError, match="an article is a str"):
        storysum.read(wrong)  # type: ignore[arg-type]


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no language 'xx'.*known: .*en"):
        storysum.read(STORY, language="xx")


def test_a_file_that_is_not_utf8_is_named_with_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"story\.txt: byte 3 is not UTF-8"):
        storysum.read(path)


def test_newlines_of_a_file_are_not_translated(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"One.\r\n\r\nTwo.")
    assert storysum.read(path).text == "One.\r\n\r\nTwo."


def test_an_article_is_given_back_as_it_is() -> None:
    article = storysum.read(STORY)
    assert storysum.read(article) is article


@pytest.mark.parametrize(
    "front", ["(Brass Herald)", "[Updated on Friday at 9:04 p.m. ET] . ", "(CNN)[Filed at 7 p.m. in Hull] "]
)
def test_a_source_and_a_note_of_the_desk_stand_before_the_story(front: str) -> None:
    article = storysum.read(f"{front}{STORY}")
    assert next(block.span.of(article.text) for block in article.blocks if block.role == "body") == STORY.split("\n")[0]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Journalist Abel Foss reported from Hull, and Nan Holt wrote this story from Goole.", "furniture"),
        ("Nan Holt wrote this story in Hull.", "furniture"),
        ("Nan Holt wrote this story in Hull and sold it to a paper in Leeds.", "body"),
        ("The Dial's Nan Holt contributed from Hull. Abel Foss reported from Goole, Yorkshire.", "furniture"),
        ("Holt reported from Hull; Foss, from Goole.", "furniture"),
        (
            "The Dial's Nan Holt and Abel Foss reported in Hull, while Ida Pike wrote this report from Leeds.",
            "furniture",
        ),
        ("Podcast produced by Nan Holt.", "furniture"),
        ("Contributing: Nan Holt and Abel Foss", "furniture"),
        ("Twitter: @nanholt.", "furniture"),
        ("She reported from Hull.", "body"),
        ("Holt reported a profit from Hull.", "body"),
        ("Nan Holt also reported it.", "body"),
    ],
)
def test_who_reported_from_where_is_no_part_of_the_story(line: str, role: str) -> None:
    assert storysum.read(f"{STORY}\n\n{line}").blocks[-1].role == role


@pytest.mark.parametrize("line", ["Getting emotional .", "Band and label in court .", "5 things to know about Hull ."])
def test_a_line_that_had_no_stop_where_lines_were_joined_is_no_sentence(line: str) -> None:
    text = f"The band met in Hull. It rained. {line} They left at once. “Never again,” said Petra Holm. {line}"
    article = storysum.read(text)
    assert [block.span.of(text) for block in article.blocks if block.role == "heading"] == [line, line]
    assert len(article.sentences) == 4


@pytest.mark.parametrize(
    "text",
    [
        "It rained. They left the town of Hull . It was over. Nobody came. Nobody sang. Nobody cared.",
        "It rained . The van broke . Nobody came . It was over.",
    ],
    ids=["a pronoun", "cut into tokens"],
)
def test_a_sentence_with_a_space_before_its_stop_stays(text: str) -> None:
    assert all(block.role == "body" for block in storysum.read(text).blocks)


def test_credits_go_from_the_end_of_the_last_paragraph_and_only_from_there() -> None:
    credit = "Nan Holt reported from Hull. Dial writer Abel Foss contributed."
    text = f"Nan Holt wrote from Goole. {STORY} {credit}"
    article = storysum.read(text)
    assert article.blocks[-1].span.of(text) == credit
    assert article.sentences[-1].of(text) == STORY.rpartition("\n")[2].rpartition(". ")[2]
    assert storysum.read(credit).sentences != ()
    one = f"The band met in Hull. It never rehearsed. {credit}"
    assert len(storysum.read(one).sentences) == 2
    about = f"{STORY}\n\nNan Holt joined the Dial. Holt was born in Goole.\n\nHolt reported from Hull."
    assert storysum.read(about).sentences[-1].of(about) == "Holt reported from Hull."


def test_a_long_run_of_quoting_marks_has_no_sentence() -> None:
    assert storysum.read(">" * 500).sentences == ()
    assert len(storysum.read(f"It rained.\n\n{'> ' * 300}\n\nIt snowed.").sentences) == 2
