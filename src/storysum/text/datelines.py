"""Datelines that are glued to the first sentence: “HULL, England, May 3 (Wire) — The van …”.

A dateline has up to four parts, each of which may be missing: a town, its region or country, a day, and an agency in
brackets; a dash or another mark ends it, and a sentence begins behind it. Which parts are there tells how sure it is.
"""

import re

_UNTIL = 120  # characters
_WORD = r"[^\W\d_a-z][\w’'.-]*"
_TOWN = rf"{_WORD}(?:\s(?:{_WORD}|de|la|of|on|upon)){{0,3}}"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTH = rf"(?:(?:{_MONTHS})[a-z]{{0,6}}|(?:{_MONTHS.upper()})[A-Z]{{0,6}})\.?"
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}|[A-Z][a-z]{{2,5}}day)(?:,?\s\d{{4}})?\.?"
_OPENS = r"[^\W\d_a-z]|[“\"‘']"
_DATELINE = re.compile(
    rf"""
    (?P<town>(?!{_DAY}[\s,(—–-]){_TOWN}(?:(?:\s?/\s?|\sand\s){_TOWN}){{0,2}})?  # HULL; Geneva/Hull
    (?P<region>(?:,\s{{1,2}}(?!{_DAY}){_TOWN}){{0,2}}?(?:\s\([A-Z][a-z]+\)(?=\s\())?)  # , England; (Norway)
    (?P<day>(?:(?<=\w|\.),\s|(?<![\w.,])){_DAY})?  # , May 3
    (?P<agency>  # (AP); --(BUSINESS WIRE); /PRNewswire/; --News Direct--
        ,?\s{{0,2}}(?:--?)?(?:\((?P<wire>Reuters|AP|AFP|CNN|UPI|dpa)\)|\((?![A-Z]-)[A-Z][\w\ &,/.’'-]{{1,40}}\))
        |,?\s/[A-Z][\w\ /.-]{{1,30}}/|\s--[A-Z][\w\ ]{{2,20}}--
    )?
    (?P<mark>\s?(?:—|–|―|--)(?:\s|(?={_OPENS}|[(\[]))|\s{{0,2}}[-_]\s|:\s|\s\|\s|\s{{0,2}})
    \s*(?={_OPENS}|[(\[$£€\d])
    """,
    re.VERBOSE,
)
# Another part behind the dash: “HULL — (Wire) — ”, “HULL, May 3.—[Special.]—”.
_MORE = re.compile(rf"(?:\([A-Z][^()]{{1,40}}\)|\[[A-Z][^\[\]]{{1,40}}\]|{_DAY})\s?(?:—|–|―|--|-\s)\s?(?={_OPENS})")
_NOTE = re.compile(r"Correct|Clarif|Updat|Editor|Note|Publish|Post")
_PLAIN = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}\Z")


def dateline_ends(text: str, start: int, end: int, *, doubtful: bool) -> int:
    """The offset behind the dateline that text[start:end] opens with, or `start` where it opens with none.

    `doubtful` accepts what might be something else: “MUMBAI: The …”, “Hull, England - The …”, “(Hull) The …”.

    >>> text = "HULL, England (Wire) — The van is sold."
    >>> text[dateline_ends(text, 0, len(text), doubtful=False) :]
    'The van is sold.'
    """
    found = _DATELINE.match(text, start, min(end, start + _UNTIL))
    if found is None or not _is_dateline(found, doubtful=doubtful):
        return start
    found = _MORE.match(text, found.end(), end) or found
    return found.end() if found.end() < end else start


def _is_dateline(found: re.Match[str], *, doubtful: bool) -> bool:
    town, region, day, agency, mark = (found[name] or "" for name in ("town", "region", "day", "agency", "mark"))
    first = town.split()[0].rstrip(".") if town else ""
    shouted, spaced, mark = len(first) > 1 and first.isupper(), mark != mark.strip(), mark.strip()
    if agency:
        if not town:
            plain = _PLAIN.match(agency.strip("()")) is not None
            return bool(found["wire"] or mark or not found["mark"] or (doubtful and plain))
        return bool(found["wire"] or day or agency.endswith("--") or (mark and (shouted or mark != ":")))
    if not town or _NOTE.match(town):
        return False
    if mark == ":":
        return bool(day) or (doubtful and shouted and not region and len(first) > 2)
    if mark == "|" or not mark:
        return shouted and (mark == "|" or day.endswith("."))
    return (
        shouted
        or bool(day)
        or (doubtful and (bool(region) or (spaced and mark not in "-_" and bool(_PLAIN.match(town)))))
    )
