"""HTML: extract the story of a page, its title, author and date, by trafilatura, without menus, captions and comments.

Source: Barbaresi 2021, “Trafilatura: a web scraping library and command-line tool for text discovery and extraction”.
"""

import codecs
import copy
import logging
import re
from itertools import pairwise
from typing import Any

from storysum.errors import InputError, needed
from storysum.model.article import Role
from storysum.sources.documents import UNMARKED, Document, Writer, day, line, marked

LARGEST_PAGE = 16 * 2**20
"""Characters of the largest page: its parse takes some fifty times as much memory."""

_SILENT = logging.NullHandler()
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([a-zA-Z0-9_.:-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([a-zA-Z0-9_.:-]{1,40})",
    re.I,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_NOTE = re.compile(r"\s*\[?(?:\d{1,3}|[a-z]|citation needed|note \d+)\]?\s*")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BODY: tuple[Role, str] = ("body", "")
_ROLES: dict[str, tuple[Role, str]] = {
    **dict.fromkeys(("head", *_HEADINGS), ("heading", "a heading of the page")),
    "li": ("item", "an item of a list"),
    "table": ("furniture", "a table"),
    "code": ("furniture", "code"),
    "fn": ("furniture", "a note"),
}
_IN_LAYOUT = ("p", "h1", "h2", "h3", "div", "ul", "center")
_FEW = 12  # blocks, at most, of a short page
_APART = ("lb", "br", "cell", "row")
_BLOCKS = ("p", "head", "list", "quote", "table", "div")  # in trafilatura's output
_HOLDS_TEXT = ("body", "center", "main", "article", "section", "td", "div")
_BREAKS = ("p", "font")  # split at empty lines only
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark q ruby s samp small span strike"
    " strong sub sup time tt u var wbr".split()
)
_BARE = 40  # characters, at least, of text outside paragraphs that becomes a paragraph


def decoded_page(data: bytes, charset: str | None = None) -> str:
    """Decode a page, as browsers do by its byte order mark, the server's charset, its own, UTF-8, or Windows-1252."""
    found = _META.search(data[:4096])
    declared = [(found[1] or found[2]).decode("ascii")] if found else []
    # A page whose declaration can be read as ASCII is not in UTF-16.
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
    """Extract the story of an HTML page; `url` is its address, and `charset` the one that the server stated."""
    text = decoded_page(data, charset) if isinstance(data, bytes) else data
    if len(text) > LARGEST_PAGE:
        raise InputError(f"longer than {LARGEST_PAGE} characters: no page is")
    trafilatura = needed("trafilatura", "HTML needs trafilatura: pip install storysum[web]")
    # Keep its warnings off standard error; other log handlers still get them.
    logging.getLogger("trafilatura").addHandler(_SILENT)
    # Take the date from metadata only, not from dates in the text.
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
            for told, one in own:  # trafilatura makes one paragraph of a short page, with its menu and heading
                written.add(one, *told)
        else:
            _write(found.body, written, unmarked=_unmarked(found.body))
    if found is None or not written.parts:
        raise InputError("there is no story on this page: no paragraph beside menus, forms and scripts")
    return written.document(title=found.title, byline=found.author, published=day(found.date))


def _shown(tree: Any) -> Any:
    """Add quotation marks to `<q>`, drop deleted text, figure captions and note marks; all in place.

    Tables with paragraphs in their cells, no header cell and no caption only serve as layout: they become `<div>`s.
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
    """The role and text of each heading, paragraph and item outside menus and forms; empty if more than `_FEW`."""
    outside = {inside for one in tree.iter("nav", "aside", "footer", "form") for inside in one.iter()}
    quoted = {inside for one in tree.iter("blockquote") if not marked(_text(one)) for inside in one.iter()}
    found = [one for one in tree.iter("p", "div", "li", "blockquote", *_HEADINGS) if one not in outside]
    found = [one for one in found if all(map(_is_inline, one)) and _text(one)]
    if len(found) > _FEW:
        return []
    return [(UNMARKED if one in quoted else _ROLES.get(one.tag, _BODY), _text(one)) for one in found]


def _is_inline(element: Any) -> bool:
    return element.tag in _INLINE and next(element.iter("p", "div", "ul", "ol", "table", *_HEADINGS), None) is None


def _paragraphs(tree: Any) -> None:
    """Wrap text outside of paragraphs, or between empty lines (`<br><br>`), in paragraphs, in place: for old pages."""
    for holder in reversed(list(tree.iter(*_HOLDS_TEXT, *_BREAKS))):
        children = list(holder)
        broken = any(one.tag == after.tag == "br" and not (one.tail or "").strip() for one, after in pairwise(children))
        if not broken and (holder.tag in _BREAKS or all(map(_is_inline, children))):
            continue  # the holder is a single paragraph itself
        holder.tag = "div" if holder.tag in _BREAKS else holder.tag
        runs = [_run(holder, holder.text)]
        holder.text = None
        empty = not (runs[0].text or "").strip()
        for child in children:
            tail, child.tail = child.tail or "", None
            ends = child.tag == "br" and empty
            if ends or not _is_inline(child):
                if ends:
                    holder.remove(child)
                else:
                    holder.append(child)
                runs.append(_run(holder, tail))
            else:
                runs[-1].append(child)
                child.tail = tail
            empty = child.tag == "br" and not tail.strip()
        for run in runs:
            said = line("".join(run.itertext()))
            if not said and not len(run):
                holder.remove(run)
            elif len(said) < _BARE:
                run.tag = "div"


def _run(holder: Any, text: str | None) -> Any:
    """Append a new paragraph with the text to a holder."""
    made = holder.makeelement("p")
    made.text = text
    holder.append(made)
    return made


def _write(element: Any, written: Writer, *, unmarked: bool = False) -> Writer:
    """Write the blocks of trafilatura's output; with `unmarked`, quotations without quotation marks as furniture."""
    for child in element:
        if child.tag == "list":
            for item in child.iter("item"):
                written.add(_text(item, without="list"), "item", "an item of a list")
        elif child.tag == "quote" and unmarked and not marked(_text(child)):
            written.add(line(" ".join(child.itertext())), *UNMARKED)
        elif child.tag in ("quote", "div") and any(one.tag in _BLOCKS for one in child):
            written.add(line(child.text))
            _write(child, written, unmarked=unmarked)
        elif isinstance(child.tag, str):
            written.add(_text(child), *_ROLES.get(child.tag, _BODY))
    return written


def _unmarked(element: Any) -> bool:
    """Whether block quotations without quotation marks, whose speaker is unknown, are less than half of a story."""
    texts = ["".join(one.itertext()) for one in element.iter("quote")]
    return 2 * sum(len(text) for text in texts if not marked(text)) < len("".join(element.itertext()))


def _text(element: Any, without: str = "") -> str:
    """The text of an element on one line, with spaces between cells and lines; children with tag `without` left out."""
    if without and element.find(without) is not None:
        element = copy.deepcopy(element)
        for inner in element.findall(without):
            element.replace(inner, element.makeelement("lb"))
    for one in element.iter(*_APART):
        one.tail = " " + (one.tail or "")
    return line("".join(element.itertext()))
