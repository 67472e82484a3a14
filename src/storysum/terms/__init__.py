"""Counts of the words of an article, as arrays."""
