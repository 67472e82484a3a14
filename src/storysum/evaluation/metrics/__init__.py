"""Metrics: one idea a module, each a frozen object with a signature; `metric` says what one is."""
