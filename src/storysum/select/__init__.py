"""A ranking under a budget: which passages go into a summary."""

from storysum.select.choosing import Policy, Selector
from storysum.select.desk import Compressor, Desk, Measure, Verbatim

__all__ = ["Compressor", "Desk", "Measure", "Policy", "Selector", "Verbatim"]
