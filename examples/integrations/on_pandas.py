"""A column of stories in, three columns out. Needs ``pip install pandas``.

Prints:

    van     Petra Holm sold the van | Petra Holm sold the van. It was red and slow.
    gap     None | None
    bakery  Tobin Ashe opened a bakery | Tobin Ashe opened a bakery. Nobody came.
"""

import pandas as pd

import storysum

LENGTHS = ["headline", "short", "medium"]


def digests(texts: pd.Series, backend: str | None = None) -> pd.DataFrame:
    """A row for each story, under the same index; where there is none, or none that can be read, a gap stays one."""

    def row(text: object) -> list[str | None]:
        try:
            digest = storysum.digest(text, backend=backend)
        except storysum.InputError:  # storysum.batch tells why, and goes on where it was stopped
            return [None] * len(LENGTHS)
        return [getattr(digest, length).text for length in LENGTHS]

    return pd.DataFrame([row(text) for text in texts], index=texts.index, columns=LENGTHS, dtype=object)


def main() -> None:
    """Two stories and a gap."""
    texts = ["Petra Holm sold the van. It was red and slow.", None, "Tobin Ashe opened a bakery. Nobody came."]
    frame = pd.DataFrame({"text": texts}, index=["van", "gap", "bakery"])
    for name, row in frame.join(digests(frame["text"], backend="lead")).iterrows():
        print(f"{name:7} {row['headline']} | {row['short']}")


if __name__ == "__main__":
    main()
