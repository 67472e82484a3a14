"""storysum in a spaCy pipeline: `doc._.storysum` is the digest. Needs ``pip install spacy``; no model is loaded.

Prints:

    Petra Holm sold the van
    “It was late,” Petra Holm
"""

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import storysum

Doc.set_extension("storysum", default=None, force=True)


@Language.factory("storysum", default_config={"backend": None, "language": None})
class Digester:
    """Sets `doc._.storysum`; offsets of its pieces are those of `doc.text`."""

    def __init__(self, nlp: Language, name: str, backend: str | None, language: str | None) -> None:
        self.backend, self.language = backend, language

    def __call__(self, doc: Doc) -> Doc:
        article = storysum.read(doc.text, language=self.language)
        doc._.storysum = storysum.digest(article, backend=self.backend)
        return doc


def main() -> None:
    """A headline, and each quotation with its person as spans of the Doc."""
    nlp = spacy.blank("en")
    nlp.add_pipe("storysum", config={"backend": "lead"})
    doc = nlp("Petra Holm sold the van. “It was late,” said Petra Holm.")
    print(doc._.storysum.headline)
    for quote in doc._.storysum.quotes:
        said = doc.char_span(quote.span.start, quote.span.end)
        person = doc.char_span(quote.person.start, quote.person.end) if quote.person else None
        print(said, person)


if __name__ == "__main__":
    main()
