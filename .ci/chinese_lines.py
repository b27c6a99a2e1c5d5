"""A hook of the site: a line break between two Chinese characters of a paragraph is no blank, as it would be between words."""

from __future__ import annotations

import re
from typing import Any

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_WIDE = r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BREAK = re.compile(f"(?<={_WIDE})\\n *(?={_WIDE})")


def on_page_markdown(markdown: str, **_: Any) -> str:
    parts, last = [], 0
    for fence in _FENCE.finditer(markdown):
        parts += [_BREAK.sub("", markdown[last : fence.start()]), fence[0]]
        last = fence.end()
    return "".join([*parts, _BREAK.sub("", markdown[last:])])
