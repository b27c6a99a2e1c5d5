"""Which tables of a page hold data and which only lay the page out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from justhtml import Node

_LONGEST_CELL = 400  # characters; a longer one holds a text, not a datum


def data_tables(root: Node) -> set[int]:
    """The ids of tables that hold data: no table inside, a row of several filled cells, no cell that is a text of its own."""
    tables: list[Node] = []
    nesting: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if node.name == "table":
            tables.append(node)
            outer = node.parent
            while outer is not None and id(outer) not in nesting:  # one already known has told all those around it
                if outer.name == "table":
                    nesting.add(id(outer))
                outer = outer.parent
        stack.extend(node.children or ())
    return {id(table) for table in tables if id(table) not in nesting and _holds_data(table)}


def _holds_data(table: Node) -> bool:
    several = False
    stack = list(table.children or ())
    while stack:
        node = stack.pop()
        if node.name != "tr":
            stack.extend(node.children or ())
            continue
        sizes = [_size(cell) for cell in node.children or () if cell.name in ("td", "th")]
        if max(sizes, default=0) > _LONGEST_CELL:
            return False
        several = several or sum(size > 0 for size in sizes) > 1
    return several


def _size(cell: Node) -> int:
    size = 0
    stack = [cell]
    while stack:
        node = stack.pop()
        if node.name == "#text":
            size += len("".join(str(node.data).split()))
        elif node.name not in ("script", "style"):
            stack.extend(node.children or ())
    return size
