"""Sentences made shorter by leaving words out: what must stay together, the best subtree under caps, the headline."""
