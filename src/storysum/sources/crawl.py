"""WARC archives: the pages of a crawl, in order, by warcio."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import BinaryIO

from storysum.errors import InputError, needed
from storysum.sources.documents import Raw
from storysum.sources.fetch import LARGEST_RESPONSE


def pages_of(file: BinaryIO) -> Iterator[tuple[str, Raw | InputError]]:
    """The address of each HTML or text response with status 200, with its bytes or the error that reading it gave.

    A broken archive raises an InputError after the pages before the broken place have been yielded.
    """
    told = "WARC needs warcio: pip install storysum[web]"
    broken = needed("warcio.exceptions", told).ArchiveLoadFailed
    try:
        records = iter(needed("warcio.archiveiterator", told).ArchiveIterator(file))
        while True:
            with redirect_stderr(io.StringIO()):  # warcio prints its warnings there
                record = next(records, None)
            if record is None:
                return
            if record.rec_type not in ("response", "resource"):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("WARC-Record-ID")
            headers = record.http_headers if record.http_headers is not None else record.rec_headers
            kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
            status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
            if status != "200" or not any(one in kind.lower() for one in ("text/plain", "html")):
                continue
            charset = rest.partition("charset=")[2].strip(" \"';") or None
            yield str(url), _page(record.content_stream(), str(url), kind.strip().lower(), charset)
    except (broken, OSError, ValueError, EOFError, AttributeError) as error:
        raise InputError(f"not a whole WARC archive: {str(error)[:100]}") from None


def _page(stream: io.RawIOBase, url: str, kind: str, charset: str | None) -> Raw | InputError:
    try:
        data = stream.read(LARGEST_RESPONSE + 1) or b""
    except Exception as error:  # warcio lets through whatever unpacking raises
        return InputError(f"cannot be unpacked: {str(error)[:100]}")
    if len(data) > LARGEST_RESPONSE:
        return InputError(f"longer than {LARGEST_RESPONSE} bytes")
    return Raw(data, "", url, kind, charset)
