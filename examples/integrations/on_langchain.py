"""LangChain's documents made shorter, each word still the document's. Needs ``pip install langchain-core``.

Prints:

    Petra Holm sold the van.
    {'source': 'van.txt', 'headline': 'Petra Holm sold the van', 'pieces': [(0, 24)]}
"""

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

import storysum


class Summarizer(BaseDocumentTransformer):
    """Each document's summary, with its headline and where its pieces stand in the document."""

    def __init__(self, budget: storysum.Budget = storysum.SHORT, backend: str | None = None) -> None:
        self.budget, self.backend = budget, backend

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        return [self._of(document) for document in documents]

    def _of(self, document: Document) -> Document:
        article = storysum.read(document.page_content)
        summary = storysum.summarize(article, length=self.budget, backend=self.backend)
        more = {
            "headline": storysum.headline(article, backend=self.backend).text,
            "pieces": [(piece.span.start, piece.span.end) for piece in summary.pieces],
        }
        return Document(page_content=summary.text, metadata={**document.metadata, **more}, id=document.id)


def main() -> None:
    """Six words of a document."""
    given = Document(page_content="Petra Holm sold the van. Nobody was sorry.", metadata={"source": "van.txt"})
    (made,) = Summarizer(storysum.Budget(words=6), backend="lead").transform_documents([given])
    print(made.page_content)
    print(made.metadata)


if __name__ == "__main__":
    main()
