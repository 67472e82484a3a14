"""HTML: the story of a page, its title, author and date, by trafilatura; menus, captions and comments are left out.

Source: Barbaresi 2021, “Trafilatura: a web scraping library and command-line tool for text discovery and extraction”.
"""

import codecs
import logging
import re
from typing import Any

from storysum.errors import InputError, needed
from storysum.model.article import Role
from storysum.sources.documents import Document, Writer, day, line

LARGEST_PAGE = 16 * 2**20
"""Characters that one page may have: what is made of it takes some fifty times as much memory."""

_SILENT = logging.NullHandler()
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([a-zA-Z0-9_.:-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([a-zA-Z0-9_.:-]{1,40})",
    re.I,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_NOTE = re.compile(r"\s*\[?(?:\d{1,3}|[a-z]|citation needed|note \d+)\]?\s*")
_ROLES: dict[str, tuple[Role, str]] = {
    "head": ("heading", "a heading of the page"),
    "table": ("furniture", "a table"),
    "code": ("furniture", "code"),
    "fn": ("furniture", "a note"),
}
_IN_LAYOUT = ("p", "h1", "h2", "h3", "div", "ul", "center")
_APART = ("lb", "cell", "row")


def decoded_page(data: bytes, charset: str | None = None) -> str:
    """The bytes of a page as text.

    By its mark of byte order, by what the server or the page says, as UTF-8, or else as Windows-1252: browsers go
    by this order.
    """
    found = _META.search(data[:4096])
    declared = [(found[1] or found[2]).decode("ascii")] if found else []
    tried = [name for mark, name in _MARKS if data.startswith(mark)] + ([charset] if charset else []) + declared
    for name in [*tried, "utf-8"]:
        # On the web these names mean Windows-1252.
        known = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else name
        try:
            return data.decode(known)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def read_page(data: bytes | str, url: str | None = None, charset: str | None = None) -> Document:
    """The story of a page of HTML, with where it is from and the charset that the server told of its bytes."""
    text = decoded_page(data, charset) if isinstance(data, bytes) else data
    if len(text) > LARGEST_PAGE:
        raise InputError(f"longer than {LARGEST_PAGE} characters: no page is")
    trafilatura = needed("trafilatura", "HTML needs trafilatura: pip install storysum[web]")
    # What it warns of is for whoever listens to its log, not for standard error.
    logging.getLogger("trafilatura").addHandler(_SILENT)
    # What the page says about its date, and nothing that its text may say by chance.
    dates = {"extensive_search": False, "original_date": True}
    options = {"url": url, "with_metadata": True, "include_comments": False, "date_extraction_params": dates}
    found = None
    try:
        tree = trafilatura.load_html(_DECLARED.sub("", text.replace("\x00", ""), count=1))
        if tree is not None:
            found = trafilatura.bare_extraction(_shown(tree), **options)
    except (RecursionError, MemoryError):
        raise InputError("its elements are nested too deep") from None
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError) as error:
        raise InputError(f"trafilatura cannot read this page: {type(error).__name__}: {str(error)[:100]}") from None
    written = Writer()
    if found is None or found.body is None or not _write(found.body, written).parts:
        raise InputError("there is no story on this page: no paragraph beside menus, forms and scripts")
    return written.document(title=found.title, byline=found.author, published=day(found.date))


def _shown(tree: Any) -> Any:
    """A page as a browser shows it: marks around `<q>`, which HTML leaves to the browser; marks of notes go.

    Tables that only lay a newsletter out, with paragraphs in their cells, are no tables.
    """
    for table in list(tree.iter("table")):
        if next(table.iter("th", "caption"), None) is None and next(table.iter(*_IN_LAYOUT), None) is not None:
            for element in table.iter("table", "tbody", "tr", "td"):
                element.tag = "div"
    for element in tree.iter("q"):
        element.text = "“" + (element.text or "")
        inside = list(element)
        if inside:
            inside[-1].tail = (inside[-1].tail or "") + "”"
        else:
            element.text += "”"
    for element in [*tree.iter("sup"), *tree.iter("figcaption")]:
        if element.tag == "figcaption" or _NOTE.fullmatch("".join(element.itertext())):
            element.drop_tree()
    return tree


def _write(element: Any, written: Writer) -> Writer:
    """Write the blocks of an element of trafilatura's."""
    for child in element:
        if child.tag == "list":
            for item in child.iter("item"):
                written.add(_text(item), "item", "an item of a list")
        elif child.tag == "quote" and len(child):
            _write(child, written)
        elif isinstance(child.tag, str):
            written.add(_text(child), *_ROLES.get(child.tag, ("body", "")))
    return written


def _text(element: Any) -> str:
    """All that an element says, on one line; cells and broken lines apart."""
    for one in element.iter(*_APART):
        one.tail = " " + (one.tail or "")
    return line("".join(element.itertext()))
