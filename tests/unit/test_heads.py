"""The head of a page: which line is the title, and what around it is no body."""

from __future__ import annotations

import datetime

import pytest

import storysum

TITLE = "Salt Hollow sell their van to a baker"
STORY = (
    "Salt Hollow have sold the van in which they toured for nine years, the band said on Friday.\n\n"
    "A baker from Goole bought it for nine pounds, and she will take bread to the coast in it.\n\n"
    "Nobody in the band has a licence now, and the drums go by train."
)


def read(*lines: str) -> storysum.Article:
    return storysum.read("\n".join([*lines, "", STORY]))


def body(article: storysum.Article) -> str:
    return "\n\n".join(block.span.of(article.text) for block in article.blocks if block.role == "body")


@pytest.mark.parametrize(
    "above",
    [
        ["East Riding"],
        ["Van of the week"],
        ["Drum Weekly"],
        ["Newsletter No. 12 – May 2023"],
        ["e-Paper | Login"],
        ["Money › Vans"],
        ["Attendance: 1,204"],
        ["Tickets", "Shop"],
        ["The Dial", "11 MAY 2023 – 11:20"],
        ["VOL. XII. NO. 3. TUESDAY, MAY 11, 1937. PRICE ONE PENNY"],
        ["Embargoed until 00.01, Thursday 19 June"],
        ["This was published 3 years ago"],
        ["This story is more than a year old"],
        ["Home / Drums / Salt Hollow sell their van to a baker"],
        ["Accept all  Manage preferences"],
        ["← Older post | Newer post →"],
        ["Fund the Dial: support quality journalism with £3 a month"],
        ["Newsletter of the Goole Drum Club"],
        ["Media release", "Ref: SH/2019/4"],
    ],
)
@pytest.mark.parametrize("below", [["By Nora Quill", "11 May 2023"], ["11 May 2023"]])
def test_the_title_is_the_line_next_to_the_byline_or_the_date(above: list[str], below: list[str]) -> None:
    article = read(*above, TITLE, *below)
    assert article.title == TITLE
    assert body(article) == STORY


@pytest.mark.parametrize(
    "deck",
    [
        "The drummer is said to miss it most.",
        "Baker wanted a van that knows the coast, she says",
        "“I shall miss the smell”",
        "Climate",
        "Vans desk",
    ],
)
@pytest.mark.parametrize("sign", ["By Nora Quill", "11 May 2023", "Author: Nora Quill"])
def test_what_stands_between_title_and_byline_is_neither(deck: str, sign: str) -> None:
    article = read(TITLE, deck, sign)
    assert article.title == TITLE
    assert body(article) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Nora Quill",
        "Nora Quill · The Evening Dial",
        "Nora Quill, Vans Editor",
        "Nora Quill Transport correspondent",
        "Nora Quill in Goole",
        "ByNora QuillReporter",
        "Nora Quill\n@noraquill",
        "Nora Quill\nThe Evening Dial",
        "Nora Quill · Dial News · Posted: May 11, 2023 4:00 AM EST",
        "Nora Quill, Vans Editor|May 11, 2023",
        "Nora Quill, Vans Editor\npost share post print email license",
        "Posted by Nora Quill on May 11, 2023",
        "Author of the article: Nora Quill",
        "Reporter:\nNora Quill",
        "by NORA QUILL",
    ],
)
def test_a_name_between_title_and_date_is_a_byline(line: str) -> None:
    article = read(TITLE, line, "Published: 11 May 2023")
    assert article.title == TITLE
    assert (article.byline or "").title() == "Nora Quill"
    assert body(article) == STORY


@pytest.mark.parametrize(
    "head", ["From: Petra Holm\nDate: 11 May 2023\nSubject: ", "From: Petra Holm\nTo: All\nSubject: "]
)
def test_the_subject_of_a_mail_is_its_title_wherever_it_stands(head: str) -> None:
    assert read(f"{head}{TITLE}", "Sent: 11 May 2023").title == TITLE


def test_a_title_marked_as_a_heading_is_one() -> None:
    article = read(f"# {TITLE}")
    assert article.title == TITLE
    assert body(article) == STORY


@pytest.mark.parametrize(
    "above",
    [
        "11 May 2023",
        "← Older post | Newer post →",
        "Issued on: 11/05/2023 - 14:32",
        "[Scanned from the original. Quality: fair]",
        "THE GOOLE DIAL, THURSDAY, MAY 11, 1939.      PAGE 3",
        "Ref: SH/2019/4",
        "Media Contact: Nan Holt, (555) 555-0177, nan@salthollow.example",
        "https://dial.example/vans/baker",
    ],
)
def test_a_title_stands_below_a_line_that_is_none(above: str) -> None:
    article = read(above, TITLE)
    assert article.title == TITLE
    assert body(article) == STORY


def test_a_title_may_have_the_name_of_its_page_behind_it() -> None:
    assert read(f"{TITLE} | The Evening Dial").title == f"{TITLE} | The Evening Dial"


def test_the_title_below_one_word_may_have_a_stop_inside() -> None:
    article = read("Metro", "Band sells van. It was red.", "By Nora Quill")
    assert article.title == "Band sells van. It was red."
    assert body(article) == STORY


def test_the_subject_of_a_message_that_is_forwarded_is_its_title() -> None:
    mail = "---------- Forwarded message ----------\nFrom: Petra Holm\nSubject: Fwd: The van - sold\nTo: All\n\n"
    assert storysum.read(mail + STORY).title == "The van - sold"


@pytest.mark.parametrize(
    "caption",
    [
        "Image caption,\nThe band began in a shop at the age of 15",
        "A van hurls mud at another. Abel Foss et al.",
        "Grower Con Mavros says drums would cost her more than she would earn. (DIAL Rural: Nan Holt)",
        "A drummer and her van. (Submitted by the Goole Health Board)",
    ],
)
def test_a_caption_below_the_head_is_no_body(caption: str) -> None:
    article = read(TITLE, "", caption)
    assert article.title == TITLE
    assert body(article) == STORY


def test_a_first_sentence_below_a_credit_stays() -> None:
    article = read(TITLE, "", "Photo by Nan Holt", "Salt Hollow sold their van in Goole on Monday.")
    assert "on Monday." in body(article)


@pytest.mark.parametrize(
    "opening",
    [
        "The van was sold.\n\nIt went to Goole.\n\nThe drums stayed.\n\n11 May 2023",
        "Salt Hollow\n\nThe van was sold.\n\nIt went to Goole.\n\nThe drums stayed.\n\nBy Nora Quill",
        "Band sells van\n\n“We are sad.”\n\nNora Quill, editor",
        "Band sells van\n\n“We are sad,” the drummer said.\n\nSalt Hollow have no van.\n\nBy Nora Quill",
        "How the van went\n\n3 May 2023\n\nNobody wrote.\n\n9 May 2023",
    ],
)
def test_the_opening_of_a_story_is_no_deck(opening: str) -> None:
    article = storysum.read(f"{opening}\n\n{STORY}")
    for sentence in opening.split("\n\n"):
        if sentence.endswith("."):
            assert sentence in body(article)


@pytest.mark.parametrize(
    "stamp",
    [
        "May 11, 2023 Updated May 12, 2023",
        "· Posted: May 11, 2023 4:00 AM ADT | Last Updated: May 12",
        "May 11, 2023 7:22 AM GMT · Updated 2 hours ago",
        "10:30 AM PDT • May 11, 2023",
        "May 11, 2023, 5 a.m. CDT",
        "May 11, 2023 8:03 AM UTC Updated 2 years ago",
        "DPT | May 11, 2023, 16:20 IST",
        "Publishing date: May 11, 2023 • May 12, 2023 • 2 minute read",
        "Posted on 11 May 2023 by admin in Vans",
        "May 11, 2023, Thursday, FINAL EDITION",
        "Posted at 6:45 PM, May 11, 2023\nand last updated 10:31 PM, May 12, 2023",
        "May 11, 2023 at 4:00 am\nclick to enlarge",
        "May 11, 2023 • 47 min",
        "11-MAY-2023",
        "Thursday 11 May 2023, 12.01am, The Dial",
        "14:22, 11 MAY 2023Updated16:01, 12 MAY 2023",
        "Thursday 11th May 2023 – Issue 31",
        "Page 6—THE EVENING DIAL, May 11, 2023",
    ],
)
def test_a_stamp_is_read(stamp: str) -> None:
    article = read(TITLE, stamp)
    assert article.published == datetime.date(2023, 5, 11)
    assert article.title == TITLE
    assert body(article) == STORY


@pytest.mark.parametrize("name", ["Nora Quill", "NORA QUILL", "Nora Quill, Vans Editor"])
def test_a_name_below_the_date_is_a_byline(name: str) -> None:
    assert (read(TITLE, "11 May 2023", name).byline or "").title() == "Nora Quill"


def test_the_years_of_a_life_are_no_date_of_a_story() -> None:
    assert read("Petra Holm", "3 May 1930 – 4 June 2022").published is None
    assert read("Petra Holm, 3 May 1930 – 4 June 2022").published is None


@pytest.mark.parametrize(
    "line",
    [
        "HULL FAIR OPENS 11 MAY 2023",
        "Review: Vans at Hull Hall, 11 May 2023",
        "Newsletter of the year goes to a van",
        "May 11, 2023: the van is sold",
        "What the band did on 11 May 2023",
    ],
)
def test_a_title_may_name_a_day(line: str) -> None:
    assert read(line).title == line


def test_a_title_above_a_table_is_one() -> None:
    assert read("Towns of the tour", "Goole\t3 May", "Hull\t4 May").title == "Towns of the tour"


def test_what_stands_below_trending_now_ends_at_the_title() -> None:
    article = read("Trending now", "Nine vans sold", TITLE, "By Nora Quill", "11 May 2023")
    assert (article.title, article.byline) == (TITLE, "Nora Quill")
    assert str(article.published) == "2023-05-11"
