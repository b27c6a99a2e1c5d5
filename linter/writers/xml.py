"""XML that every parser takes, whatever stands in a report."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring

from linter.writers.markup import seen


def dumps(root: Element) -> str:
    """The document; a character that XML cannot hold, or that nobody sees, becomes �."""
    for element in root.iter():
        element.text = element.text and seen(element.text)
        for name, value in element.items():
            element.set(name, seen(value))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
