"""A ranking under a budget: which passages go into a summary."""

from storysum.select.candidates import Candidates
from storysum.select.selector import WAYS, Selector

__all__ = ["WAYS", "Candidates", "Selector"]
