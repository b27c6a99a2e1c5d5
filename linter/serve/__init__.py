"""The page at the desk: one report goes in through a browser on the same machine, everything made of it comes back.

`app` says what is asked and answered, `guard` who may ask, `upload` reads what is sent, `review` has a process of its own made for
each report (`worker`; `task` is what the two say to each other), `shelf` keeps what came of it for a while, `pages` writes the pages.

`clerk` and `clerk_pages` are the page of the receiving office, behind the same `guard`: findings of a collection and what is decided of them.
"""

from __future__ import annotations
