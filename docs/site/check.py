"""Look at the built site: nothing is fetched from elsewhere, every link leads somewhere, every public name is there.

    python docs/site/check.py FOLDER

FOLDER is the site. Exits with 1 and a line for each fault.
"""

from __future__ import annotations

import re
import sys
import urllib.parse
import zlib
from html.parser import HTMLParser
from pathlib import Path

FETCHED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
}
FETCHED |= {"object": "data", "image": "href", "use": "href", "input": "src", "track": "src"}
NOT_FETCHED = {"next", "prev", "canonical", "alternate"}
_URL = re.compile(r"url\(\s*[\"']?([^)\"']+)|@import\s+[\"']([^\"']+)")
_NAME = re.compile(r"^::: (\S+)$", re.MULTILINE)


class Page(HTMLParser):
    """What a page fetches, where it leads, and the places in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.led: list[str] = []
        self.places: set[str] = set()
        self._style = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's addresses and its id."""
        have = {name: value or "" for name, value in attrs}
        self._style = tag == "style"
        if "id" in have:
            self.places.add(have["id"])
        if tag in FETCHED and FETCHED[tag] in have:
            self.fetched.append(have[FETCHED[tag]])
        self.fetched += [one.split()[0] for one in have.get("srcset", "").split(",") if one.strip()]
        self.fetched += _of_style(have.get("style", ""))
        if tag == "link" and not NOT_FETCHED & set(have.get("rel", "").split()):
            self.fetched.append(have.get("href", ""))
        if tag == "a" and "href" in have:
            self.led.append(have["href"])

    def handle_data(self, data: str) -> None:
        """Note what a style sheet in the page fetches."""
        if self._style:
            self.fetched += _of_style(data)


def _of_style(style: str) -> list[str]:
    return [url or other for url, other in _URL.findall(style)]


def _file(site: Path, page: Path, address: str) -> Path:
    path = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
    if path.startswith("/"):  # of 404.html, which is shown at any address
        return site / path.lstrip("/")
    return (page.parent / path).resolve() if path else page


def faults(site: Path) -> list[str]:
    """What is wrong, a line each."""
    site = site.resolve()
    pages = {path: Page(path) for path in sorted(site.rglob("*.html"))}
    found = [] if len(pages) > 30 else [f"only {len(pages)} pages"]
    addresses = [(path, address) for path, page in pages.items() for address in page.fetched]
    for sheet in site.rglob("*.css"):
        addresses += [(sheet, address) for address in _of_style(sheet.read_text(encoding="utf-8"))]
    for path, address in addresses:
        if address.startswith(("data:", "#")):
            continue
        if urllib.parse.urlsplit(address).netloc or not _file(site, path, address).is_file():
            found.append(f"{path.name} fetches {address}")
    for path, page in pages.items():
        for address in page.led:
            parts = urllib.parse.urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            there = _file(site, path, address)
            place = urllib.parse.unquote(parts.fragment)
            if not there.exists() or (place and there in pages and place not in pages[there].places):
                found.append(f"{path.relative_to(site)} leads to {address}, which is not there")
    inventory = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    known = {line.split(" ", 1)[0] for line in zlib.decompress(inventory).decode().splitlines()}
    pages_of_names = (Path(__file__).resolve().parents[1] / "reference").glob("*.md")
    names = [name for page in sorted(pages_of_names) for name in _NAME.findall(page.read_text(encoding="utf-8"))]
    return found + [f"{name} is not in the reference" for name in names if name not in known]


if __name__ == "__main__":
    wrong = faults(Path(sys.argv[1]))
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    sys.exit(bool(wrong))
