"""A Haystack component that makes documents shorter. Needs ``pip install haystack-ai``.

Prints:

    Petra Holm sold the van.
    {'source': 'van.txt', 'headline': 'Petra Holm sold the van', 'pieces': [(0, 24)]}
"""

from haystack import Document, Pipeline, component

import storysum


@component
class Summarizer:
    """Each document's summary, with its headline and where its pieces stand in the document."""

    def __init__(self, words: int = 60, backend: str | None = None) -> None:
        self.words, self.backend = words, backend

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        return {"documents": [self._of(document) for document in documents]}

    def _of(self, document: Document) -> Document:
        article = storysum.read(document.content or "")
        summary = storysum.summarize(article, length=storysum.Budget(words=self.words), backend=self.backend)
        more = {
            "headline": storysum.headline(article, backend=self.backend).text,
            "pieces": [(piece.span.start, piece.span.end) for piece in summary.pieces],
        }
        return Document(content=summary.text, meta={**document.meta, **more})


def main() -> None:
    """Six words of a document, in a pipeline."""
    pipeline = Pipeline()
    pipeline.add_component("summarizer", Summarizer(words=6, backend="lead"))
    given = Document(content="Petra Holm sold the van. Nobody was sorry.", meta={"source": "van.txt"})
    made = pipeline.run({"summarizer": {"documents": [given]}})["summarizer"]["documents"][0]
    print(made.content)
    print(made.meta)


if __name__ == "__main__":
    main()
