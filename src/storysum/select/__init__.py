"""Which passages go into a summary: a ranking under a budget."""

from storysum.select.candidates import Candidates
from storysum.select.selector import WAYS, Selector

__all__ = ["WAYS", "Candidates", "Selector"]
