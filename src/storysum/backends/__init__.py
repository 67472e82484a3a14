"""Backends: each ranks the sentences of an article; names, options and plug-ins.

>>> from storysum import backends
>>> "textrank" in backends.available()
True
>>> backends.get("textrank", damping=0.9).damping
0.9
"""

from storysum.backends.base import Backend, rank
from storysum.backends.registry import available, get, register
from storysum.backends.signatures import from_signature, signature

__all__ = ["Backend", "available", "from_signature", "get", "rank", "register", "signature"]
