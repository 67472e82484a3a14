"""Run by `run.py check`: a wheel holds the package, its data, what says that it is typed, the licence, and no more."""

import re
import sys
import zipfile

ALLOWED = re.compile(
    r"storysum/(?:[a-z_]+/)*(?:[a-z_]+\.py|py\.typed)"
    r"|storysum/wordlists/[a-z_]+\.txt"
    r"|storysum/text/weights/lines\.txt"
    r"|storysum/syntax/weights/(?:english\.npz|LICENSE|README\.md)"
    r"|storysum/quotations/weights/(?:english\.npz|README\.md|strongest\.txt)"
    r"|storysum/shortening/(?:words|weights/(?:headline|participles|prepositions))\.txt|storysum/backends/salience\.csv"
    r"|storysum/corpus/articles/[a-z0-9-]+\.(?:txt|json)"
    r"|storysum/(?:evaluation|serve)/page/[a-z]+\.(?:js|css|html)"
    r"|storysum-[^/]+\.dist-info/(?:METADATA|WHEEL|RECORD|entry_points\.txt|licenses/LICENSE)"
)
NEEDED = (
    "storysum/__init__.py",
    "storysum/py.typed",
    "storysum/evaluation/page/page.html",
    "storysum/serve/page/page.html",
)

names = [name for name in zipfile.ZipFile(sys.argv[1]).namelist() if not name.endswith("/")]
strange = [name for name in names if not ALLOWED.fullmatch(name)]
missing = [name for name in NEEDED if name not in names]
missing += [kind for kind in ("/LICENSE", "/entry_points.txt") if not any(name.endswith(kind) for name in names)]
assert not strange, f"the wheel holds what it should not: {strange}"
assert not missing, f"the wheel lacks {missing}"
print(f"the wheel holds {len(names)} files, each of a kind that belongs there")  # noqa: T201
