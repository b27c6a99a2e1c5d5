"""Many agencies at once: what came in, whose it is, what is said of all of it. State stands in plain files beside the reports."""

from __future__ import annotations


class MissingExtra(Exception):
    """A library is not installed; the text says how to get it."""

    def __init__(self, name: str, package: str, what: str = "") -> None:
        super().__init__(f"{what or f'写 {name} '}要用 {package}，还没有安装；请运行 pip install 'fazhi-lint[{name}]'")
