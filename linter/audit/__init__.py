"""Many more reports than one process reviews: a plan of batches, an engine that has them done, and tables that stay.

Whatever ends a run, the next one goes on: what comes of a batch is one file a table, written whole, under a name that says which
reports it is about.
"""

from __future__ import annotations


class AuditError(Exception):
    """What hinders the whole audit; the text says what is the matter and what to do."""
