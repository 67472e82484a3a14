"""Dates as a page prints them: in front of a story, and on a line of their own."""

from __future__ import annotations

import datetime
import re

__all__ = ["DATE", "DATE_LINE", "MONTHS", "TIME", "date_in"]

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_PARTS = (
    rf"(?:(?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})"
    rf"|{_DAY}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTHS})\.?,?\s+(?P<y2>\d{{4}})"
    rf"|{_DAY}(?P<m3>{MONTHS})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}}))"
)
DATE = re.sub(r"\?P<\w+>", "?:", _PARTS)
"""A date with its year, to be matched with case ignored."""
TIME = r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?"
"""A time of day, perhaps with its zone."""

_DATE = re.compile(_PARTS, re.IGNORECASE)
DATE_LINE = re.compile(
    r"(?:(?:first\s+)?(?:date|published|posted|updated|last updated|modified|created)\b[^.!?\n]{0,30}?)?"
    rf"(?:{TIME}[,\s]+(?:on\s+)?)?{DATE}"
    r"(?:[\s,|·at-]*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?[\s.]*$",
    re.IGNORECASE,
)
"""A line that is a date and nothing else."""


def date_in(text: str, start: int, end: int) -> datetime.date | None:
    """The first date in text[start:end]; None where there is none, or no such day.

    >>> date_in("Posted March 12, 2024", 0, 21)
    datetime.date(2024, 3, 12)
    """
    match = _DATE.search(text, start, end)
    if match is None:
        return None
    parts = match.groupdict()
    year, month, day = (
        next((parts[f"{part}{form}"] for form in "123" if parts[f"{part}{form}"]), "") for part in "ymd"
    )
    try:
        number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3].lower()]
        return datetime.date(int(year), number, int(day))
    except (KeyError, ValueError):  # the 31st of June: an artefact all the same
        return None


_MONTHS_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS_SHORT, start=1)}
