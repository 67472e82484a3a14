"""Quotation marks: which belong together, what stands between them, and what a cut leaves open."""
