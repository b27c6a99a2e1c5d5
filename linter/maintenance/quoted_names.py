"""Build `rulesets/lexicon/quoted-names.txt`: what official prose puts in quotes as a name (“枫桥经验”), with its uses.

    python -m linter.maintenance.quoted_names FOLDER…
        (folders of proof-read official texts, *.txt)

Shipped: counted over official texts, news and statutes, thirty-five million letters.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from linter import resources
from linter.checks.quoted_name import FILE, QUOTED
from linter.maintenance.language_model import lines

LEAST = 5  # uses of a name that is kept
_HEADER = "# A name that stands in quotes, and its uses. Made by `python -m linter.maintenance.quoted_names`; do not edit.\n"


def main(folders: list[str]) -> None:
    texts = (path.read_text(encoding="utf-8") for folder in folders for path in sorted(Path(folder).rglob("*.txt")))
    uses = Counter(name for line in lines(texts, set()) for name in QUOTED.findall(line))
    kept = sorted((name, count) for name, count in uses.items() if count >= LEAST)
    resources.lexicon(FILE).write_text(_HEADER + "".join(f"{name} {count}\n" for name, count in kept), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
