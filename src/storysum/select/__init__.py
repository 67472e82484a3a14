"""A ranking under a budget: which passages go into a summary."""

from storysum.select.candidates import Candidates, Editing
from storysum.select.selector import Policy, Selector, Way

__all__ = ["Candidates", "Editing", "Policy", "Selector", "Way"]
