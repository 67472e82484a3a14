"""A sentence made shorter, by dropping spans only: nothing is added, nothing changes places."""

from storysum.compress.gentle import tighten
from storysum.compress.headline import Candidate, headlines
from storysum.compress.shortening import Shortening, joined, shortenings

__all__ = ["Candidate", "Shortening", "headlines", "joined", "shortenings", "tighten"]
