"""Shortening of sentences by leaving words out: the constraints, the best subtree under caps, and headlines."""
