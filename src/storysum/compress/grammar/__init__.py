"""A small tagger: what each word of a sentence is, by word lists, endings and neighbours.

Rules are tried in the order in which they stand. Words that could be a verb in several forms,
or a noun, are settled by what stands before them and by whether their clause has a finite
verb yet. No statistics: a reader can follow each decision. Source of the idea: the hand-made
constraints of Karlsson's Constraint Grammar (1990), cut down to what shortening needs.

    alone         what a word is whatever stands around it
    around        what stands around a word
    closed_words  the small words: to, that, after, more
    open_words    verbs, nouns, adjectives
    past_forms    past forms and participles
    tagging       left to right over a sentence
"""

from storysum.compress.grammar.tagging import tag

__all__ = ["tag"]
