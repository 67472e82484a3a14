"""A ranking under a budget: which passages go into a summary."""

from storysum.select.choosing import Policy, select
from storysum.select.desk import Measure, Shorten

__all__ = ["Measure", "Policy", "Shorten", "select"]
