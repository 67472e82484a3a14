"""A headline for each text file of a folder; one that cannot be read does not keep the others back.

Prints:

    birth-of-the-45    RCA Victor began selling record that almost nobody in America could play
    king-tubby         The studio was about the size of a kitchen
    kirkgate-deputies  A ska band will receive £312,000
    lunar-typists      Four million people watched make-up artist become face of a pop group
    page               refused: its name (.txt) says that it is plain text, but this is HTML: rename it
"""

import tempfile
from pathlib import Path

import storysum
from storysum.corpus import load

with tempfile.TemporaryDirectory() as folder:
    for story in load()[:4]:
        Path(folder, f"{story.id}.txt").write_text(story.text, encoding="utf-8")
    Path(folder, "page.txt").write_text("<html><body><p>Not text.</p></body></html>", encoding="utf-8")

    for path in sorted(Path(folder).glob("*.txt")):
        try:
            print(f"{path.stem:18} {storysum.headline(path)}")
        except storysum.InputError as error:
            print(f"{path.stem:18} refused: {str(error).partition(': ')[2]}")
