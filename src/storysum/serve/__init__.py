"""A page and a JSON API on this machine: `storysum serve`. Needs storysum[serve].

`answers` does the work of one request, in a process that may be ended; `asked` says what a request may hold; `view` is
what the page shows of a story; `app` is the web server's side: who may ask, how much and how long.
"""
