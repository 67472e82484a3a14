"""One page of HTML that shows a comparison, offline: figures, differences, and the stories themselves.

It asks the network for nothing, and its Content-Security-Policy names the one script and the one style sheet that it
has. What comes from articles, backends and errors is data: it stands in a block of JSON, and is only shown as text.
"""

from __future__ import annotations

from storysum.evaluation.page.drawing import OWN, render_page

__all__ = ["OWN", "render_page"]
