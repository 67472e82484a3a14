"""HTML: the story of a page, its title, author and date, by trafilatura; menus, captions and comments are left out.

Source: Barbaresi 2021, “Trafilatura: a web scraping library and command-line tool for text discovery and extraction”.
"""

import codecs
import copy
import logging
import re
from typing import Any

from storysum.errors import InputError, needed
from storysum.marks import DOUBLE
from storysum.model.article import Role
from storysum.sources.documents import UNMARKED, Document, Writer, day, line

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
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FEW = 12
_APART = ("lb", "cell", "row")
_HOLDS_TEXT = ("body", "center", "main", "article", "td", "div")
_INLINE = frozenset("a abbr b big cite code em font i mark q small span strong sub sup time tt u".split())
_BARE = 40  # characters of text beside paragraphs that is one itself


def decoded_page(data: bytes, charset: str | None = None) -> str:
    """The bytes of a page as text.

    By its mark of byte order, by what the server or the page says, as UTF-8, or else as Windows-1252: browsers go
    by this order.
    """
    found = _META.search(data[:4096])
    declared = [(found[1] or found[2]).decode("ascii")] if found else []
    # A page that could say so in these bytes is not in UTF-16.
    declared = ["utf-8" if name.lower().startswith("utf-16") else name for name in declared]
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
    found, own = None, list[tuple[tuple[Role, str], str]]()
    try:
        tree = trafilatura.load_html(_DECLARED.sub("", text.replace("\x00", ""), count=1))
        if tree is not None:
            _paragraphs(tree)
            own = _short(_shown(tree))
            found = trafilatura.bare_extraction(tree, **options)
    except (RecursionError, MemoryError):
        raise InputError("its elements are nested too deep") from None
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError) as error:
        raise InputError(f"trafilatura cannot read this page: {type(error).__name__}: {str(error)[:100]}") from None
    written = Writer()
    if found is not None and found.body is not None:
        if len(found.body) == 1 and len(own) > 1 and all(one in _text(found.body) for _, one in own):
            for told, one in own:  # of a short page trafilatura makes one paragraph, its menu and heading included
                written.add(one, *told)
        else:
            _write(found.body, written, unmarked=_quotes(found.body))
    if found is None or not written.parts:
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
    for element in list(tree.iter("del", "s", "strike")):
        element.drop_tree()
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


def _short(tree: Any) -> list[tuple[tuple[Role, str], str]]:
    """The headings and paragraphs of a page that has few, outside of menus, forms and what stands beside."""
    outside = {inside for one in tree.iter("nav", "aside", "footer", "form") for inside in one.iter()}
    found = [one for one in tree.iter("p", *_HEADINGS) if one not in outside]
    if len(found) > _FEW:
        return []
    told = [(_ROLES["head"] if one.tag in _HEADINGS else ("body", ""), line("".join(one.itertext()))) for one in found]
    return [(role, text) for role, text in told if text]


def _paragraphs(tree: Any) -> None:
    """Text that stands beside paragraphs and headings, or between empty lines, is a paragraph, as pages once were."""
    for holder in list(tree.iter(*_HOLDS_TEXT)):
        broken = any(one.tag == "br" and not (one.tail or "").strip() for one in holder)
        if not broken and all(one.tag in _INLINE or one.tag == "br" for one in holder):
            continue  # it is one itself
        text, holder.text = holder.text or "", None
        paragraph = holder.makeelement("p")
        paragraph.text = text
        children, empty = list(holder), not text.strip()
        kept = [paragraph]
        for child in children:
            tail, child.tail = child.tail or "", None
            ends = child.tag == "br" and empty
            if ends or (child.tag not in _INLINE and child.tag != "br"):
                paragraph = holder.makeelement("p")
                paragraph.text = tail
                kept += [paragraph] if ends else [child, paragraph]
            else:
                paragraph.append(child)
                child.tail = tail
            empty = child.tag == "br" and not tail.strip()
        for child in children:
            if child.getparent() is holder:
                holder.remove(child)
        for one in kept:
            bare = one not in children and len(" ".join("".join(one.itertext()).split())) < _BARE
            one.tag = "div" if bare else one.tag
            if one in children or len(one) or (one.text or "").strip():
                holder.append(one)


def _write(element: Any, written: Writer, *, unmarked: bool = False) -> Writer:
    """Write the blocks of an element of trafilatura's; what is quoted without marks may be told from the story."""
    for child in element:
        if child.tag == "list":
            for item in child.iter("item"):
                written.add(_text(item, without="list"), "item", "an item of a list")
        elif child.tag == "quote" and unmarked:
            written.add(line(" ".join(child.itertext())), *UNMARKED)
        elif child.tag == "quote" and len(child):
            _write(child, written, unmarked=unmarked)
        elif isinstance(child.tag, str):
            written.add(_text(child), *_ROLES.get(child.tag, ("body", "")))
    return written


def _quotes(element: Any) -> bool:
    """Whether a few blocks of a story are quoted, and none of them in marks: nobody can tell whose words they are."""
    quoted = "".join("".join(one.itertext()) for one in element.iter("quote"))
    return DOUBLE.isdisjoint(quoted) and 2 * len(quoted) < len("".join(element.itertext()))


def _text(element: Any, without: str = "") -> str:
    """All that an element says, on one line, but for what other ones in it do; cells and broken lines apart."""
    if without and element.find(without) is not None:
        element = copy.deepcopy(element)
        for inner in element.findall(without):
            element.replace(inner, element.makeelement("lb"))
    for one in element.iter(*_APART):
        one.tail = " " + (one.tail or "")
    return line("".join(element.itertext()))
