"""The language server: what `check` says of a report, while it is written in an editor.

`places` counts as editors count, `reviewing` makes a review of a text (in a worker thread), `answers` says it in the protocol's
words, `server` knows which text is the newest and when to look at it. Nothing but the protocol goes to stdout.
"""
