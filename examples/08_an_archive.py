"""A whole archive: two processes, a row for each story, and going on where it was stopped.

Prints:

    2 done, 1 failed, 0 from before
    5 done, 1 failed, 3 from before
    birth-of-the-45    RCA Victor began selling record that almost nobody in America could play
    king-tubby         The studio was about the size of a kitchen
    page               InputError
    kirkgate-deputies  A ska band will receive £312,000
    lunar-typists      Four million people watched make-up artist become face of a pop group
    mtv-goes-on-the-air American cable channel went on air with a rocket leaving for moon
"""

import json
import tempfile
from pathlib import Path

from storysum import batch
from storysum.corpus import load


def main(folder: Path) -> None:
    """Write an archive, summarize half of it, then all of it."""
    stories = [{"id": story.id, "text": story.text} for story in load()[:5]]
    stories.insert(2, {"id": "page", "text": "<html><body><p>Not text.</p></body></html>"})
    lines = [json.dumps(story) + "\n" for story in stories]
    given, wanted = folder / "archive.jsonl", folder / "digests.jsonl"
    for count in (3, len(lines)):
        given.write_text("".join(lines[:count]), encoding="utf-8")
        report = batch.run(batch.source(given), batch.sink(wanted), mapper=batch.WorkerPool(processes=2))
        print(f"{report.done} done, {report.failed} failed, {report.kept} from before")
    for line in wanted.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        print(f"{row['id']:18} {row['headline'] or row['error'].partition(':')[0]}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(Path(place))
