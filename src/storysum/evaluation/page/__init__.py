"""One page of HTML that shows a comparison, offline: figures, differences, and the stories themselves.

`drawing` puts the page together, `contents` gathers what it shows, `segments` says a summary by where
its words stand in the article, so that each article's text is in the page once. The page itself is
`page.html`, `page.css` and the scripts (`page.js` and what it draws with), put into one file. It asks the
network for nothing, and its Content-Security-Policy names the one script and the one style sheet that it
has. What comes from articles, backends and errors is data: it stands in a block of JSON, and is only ever
shown as text.
"""

from __future__ import annotations

from storysum.evaluation.page.drawing import OWN, render_page

__all__ = ["OWN", "render_page"]
