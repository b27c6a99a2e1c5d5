"""A zip package with some parts written anew: every other part keeps its bytes, its name, its place and its date."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from linter.readers import Unreadable
from linter.readers.package import LIMITS

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of parts that are new: the same input gives the same bytes


def rewritten(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package `data` with `parts` in place of those of their name (case does not matter), new ones at the end.

    Raises `Unreadable` where the rest is too large to be copied.
    """
    changed = {name.casefold(): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        entries = old.infolist()
        if sum(entry.file_size for entry in entries) > LIMITS.total:
            raise Unreadable("too-large", "文件展开后太大，不能改写；请用原来的软件打开、压缩图片，另存一份再试")
        for entry in entries:
            content = changed.pop(entry.filename.replace("\\", "/").casefold(), None)
            info = copy.copy(entry)
            info.extra = b""
            new.writestr(info, old.read(entry) if content is None else content)
        for name, content in parts.items():
            if name.casefold() in changed:
                info = zipfile.ZipInfo(name, _LONG_AGO)
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, content)
    return out.getvalue()


def serialised(root: _Element) -> bytes:
    from lxml import etree  # noqa: PLC0415  an extra

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
