"""Writes the files of this folder that are no text: python tests/data/sources/make.py

A PDF, a Word document and a WARC archive are each as small as such a file can be. Their bytes depend on nothing
but this script.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

Line = tuple[float, float, float, str]
"""Where a line begins on its page, from the left and from below, the size of its letters, and the line."""


def pdf(pages: list[list[Line]], facts: dict[str, str] | None = None) -> bytes:
    """A PDF with one font, a line of text at each place."""
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for page in pages:
        drawn = b"".join(
            b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, x, y, _escaped(text)) for x, y, size, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\nBT\n%sET\nendstream" % (len(drawn) + 6, drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    named = b" ".join(b"/%s (%s)" % (name.encode(), _escaped(value)) for name, value in (facts or {}).items())
    objects.append(b"<< %s >>" % named)
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, size - 1, len(out))
    )


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def column(lines: list[str], top: float, left: float = 72, size: float = 11) -> list[Line]:
    """Lines under each other; an empty one is a gap."""
    return [(left, top - 14 * row, size, text) for row, text in enumerate(lines) if text]


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word(body: str, facts: dict[str, str] | None = None) -> bytes:
    """A Word document, given the XML of its body."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    if facts:
        inside = "".join(f"<{name}>{value}</{name}>" for name, value in facts.items())
        parts["docProps/core.xml"] = (
            '<?xml version="1.0"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{inside}</cp:coreProperties>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 12, 9, 0, 0)), text)
    return out.getvalue()


def paragraph(*runs: str, style: str = "", item: bool = False) -> str:
    """A paragraph of Word; a run that begins with `<` is XML."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:numPr/>" if item else "")
    inside = "".join(
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs
    )
    return f"<w:p><w:pPr>{look}</w:pPr>{inside}</w:p>"


def warc(pages: list[tuple[str, str, bytes]]) -> bytes:
    """A WARC archive of responses: address, type and bytes of each."""
    out = b""
    for number, (url, kind, data) in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (
            kind.encode(),
            len(data),
            data,
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-12T09:00:0{number}Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        out += head.encode() + answer + b"\r\n\r\n"
    return out


_HEAD = (72, 810, 8, "The Selby Gazette – 12 March 2024")

TWO_PAGES = [
    [
        _HEAD,
        *column(["Old van of a loud band is sold"], 770, size=18),
        *column(["By Nora Quill"], 748),
        *column(
            [
                "The Glass Orchard sold their van on Monday, after nine years of kitch-",
                "en tables, laybys and rain. Nobody in the band was sorry to see it go.",
            ],
            720,
        ),
        (440, 710, 7, "1"),
        *column(
            [
                "Petra Holm, who drove it from Hull to Lisbon and back, said that the gear-",
                "box went first. “It never once started in the rain,” she said. A farmer in",
                "Selby paid ninety pounds for it and means to keep hens in",
            ],
            678,
        ),
        *column(["1 The price was told to the paper by the farmer himself."], 80, size=8),
        (290, 40, 9, "1"),
    ],
    [
        _HEAD,
        *column(
            [
                "the back of it until the autumn.",
                "",
                "The band will tour by train from September. It has eleven dates, and the",
                "last of them is in the station hall at York.",
            ],
            770,
        ),
        (290, 40, 9, "2"),
    ],
]

TWO_COLUMNS = [
    [
        *column(["The choir that sings to sheep"], 780, size=20),
        *column(
            [
                "The Lantern Choir sings to sheep",
                "on Thursdays, and a farmer says",
                "that the flock has put on weight.",
                "The choir has thirty members and",
            ],
            740,
        ),
        *column(
            [
                "no conductor. It met in 2011 at a",
                "bus stop in Whitby.",
                "",
                "Abel Foss, who keeps the sheep,",
                "pays in cheese.",
            ],
            740,
            left=320,
        ),
    ]
]

_DELETED = "<w:del><w:r><w:delText>forty</w:delText></w:r></w:del><w:ins><w:r><w:t>ninety</w:t></w:r></w:ins>"
_TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(
    paragraph("Miles driven"), paragraph("212,000")
)

RELEASE = word(
    paragraph("Old van of a loud band is sold", style="Title")
    + paragraph("The Glass Orchard sold their van on Monday for ", _DELETED, " pounds. Nobody was sorry.")
    + paragraph("What came after", style="Heading1")
    + paragraph("The band will tour by train from September, with eleven dates in all.")
    + paragraph("The van in Hull last spring, by Abel Foss", style="Caption")
    + _TABLE
    + paragraph("A new clutch, which cost more than the record", style="ListParagraph", item=True)
    + paragraph("Petra Holm drove it for nine years.")
    + paragraph("Share on Facebook"),
    {"dc:title": "van_final_v3", "dc:creator": "Nora Quill", "dcterms:created": "2024-03-12T09:00:00Z"},
)

PLAIN_WORD = word(
    paragraph("The Lantern Choir sings to sheep on Thursdays, and the flock has put on weight.")
    + paragraph("<w:r><w:instrText>PAGE 7</w:instrText></w:r>", "Abel Foss, who keeps the sheep, pays in cheese.")
    + paragraph("See page 4", style="TOC1")
)

_PAGE = """<!doctype html><html><head><title>{title} | The Selby Gazette</title>
<meta property="og:title" content="{title}"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/music">Music</a></li></ul></nav>
<main><article><h1>{title}</h1>
{paragraphs}</article></main><footer><p>Copyright The Selby Gazette</p></footer></body></html>"""


def page(title: str, *paragraphs: str) -> bytes:
    """A small page of the web."""
    return _PAGE.format(title=title, paragraphs="\n".join(f"<p>{one}</p>" for one in paragraphs)).encode()


CRAWL = [
    (
        "https://gazette.example/van",
        "text/html; charset=utf-8",
        page(
            "Old van of a loud band is sold",
            "The Glass Orchard sold their van on Monday, after nine years of kitchen tables, laybys and rain.",
            "Petra Holm, who drove it from Hull to Lisbon and back, said that the gearbox went first of all.",
        ),
    ),
    ("https://gazette.example/logo.png", "image/png", b"\x89PNG\r\n\x1a\n"),
]

FILES = {
    "gazette.pdf": pdf(TWO_PAGES, {"Title": "Old van of a loud band is sold", "Author": "pc-17"}),
    "columns.pdf": pdf(TWO_COLUMNS),
    "release.docx": RELEASE,
    "choir.docx": PLAIN_WORD,
    "crawl.warc": warc(CRAWL),
    "crawl.warc.gz": gzip.compress(warc(CRAWL[:1]), mtime=0),
    "utf16.txt": (
        "The Lantern Choir sings to sheep on Thursdays.\n\nAbel Foss pays the singers in cheese, “and gladly”.\n"
    ).encode("utf-16"),
    "latin.html": (
        '<html><head><meta charset="iso-8859-1"><title>Der Chor</title></head><body><h1>Der Chor der Schafe</h1>'
        "<p>Der Laternenchor singt jeden Donnerstag für Schafe, und die Herde hat seit dem Frühling zugenommen.</p>"
        "<p>Abel Voß, dem die Schafe gehören, bezahlt die Sänger mit Käse, und niemand hat sich bisher beschwert.</p>"
        "</body></html>"
    ).encode("iso-8859-1"),
}


def main() -> None:
    """Write them all."""
    for name, data in FILES.items():
        (HERE / name).write_bytes(data)


if __name__ == "__main__":
    main()
