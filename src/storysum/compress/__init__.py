"""A sentence made shorter, by dropping spans only: nothing is added, nothing changes places."""

from storysum.compress.gentle import tighten
from storysum.compress.headline import Candidate, headlines
from storysum.compress.shortening import Shortening, joined, shortenings
from storysum.compress.trimming import Trim, trims

__all__ = ["Candidate", "Shortening", "Trim", "headlines", "joined", "shortenings", "tighten", "trims"]
