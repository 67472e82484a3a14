"""A ranking under a budget: which passages go into a summary."""

from storysum.select.choosing import Policy, Selector
from storysum.select.desk import Desk, Measure, Tightening, Verbatim

__all__ = ["Desk", "Measure", "Policy", "Selector", "Tightening", "Verbatim"]
