"""The letters that were made (审核/发文.csv): each keeps its number however often it is made anew, and one that somebody edited is known."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from linter.collection import tables
from linter.collection.received import DESK
from linter.collection.tables import TableError

FILE, FOLDER = "发文.csv", "退改意见书"
COLUMNS = {"number": ("序号",), "unit": ("单位",), "year": ("年度",), "report": ("报告指纹",), "file": ("文件",), "made": ("文件指纹",)}

Key = tuple[str, str, str]  # agency, year, SHA-256 of the report that the letter is about


class Sent(Struct, frozen=True):
    """A letter: its number of the year's letters, the file written last, and the SHA-256 of each that was written."""

    number: int
    unit: str
    year: str
    report: str
    file: str = ""
    made: str = ""
    others: tuple[tuple[str, str], ...] = ()  # what people wrote into columns of their own, with the names of these

    @property
    def key(self) -> Key:
        return self.unit, self.year, self.report


class Outbox(Struct, frozen=True):
    sent: Mapping[Key, Sent] = field(default_factory=dict)

    def numbered(self, key: Key) -> Sent:
        """The letter of that key as it was, or a new one with the next number of its year."""
        used = (sent.number for sent in self.sent.values() if sent.year == key[1])
        return self.sent.get(key) or Sent(max(used, default=0) + 1, *key)

    def earlier(self, sent: Sent) -> int:
        """How many letters about earlier drafts the agency had that year."""
        return sum(other.unit == sent.unit and other.year == sent.year and other.number < sent.number for other in self.sent.values())

    def with_(self, sent: Sent) -> Outbox:
        return Outbox({**self.sent, sent.key: sent})

    def made(self, data: bytes) -> bool:
        """Whether this is a letter as the program made it."""
        digest = digest_of(data)
        return any(digest in sent.made.split() for sent in self.sent.values())


def with_digest(made: str, data: bytes) -> str:
    """What is known to be made by the program, with one more; a letter may be written in several formats."""
    return " ".join(dict.fromkeys([*made.split(), digest_of(data)]))


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_of(folder: Path) -> Path:
    return folder / DESK / FILE


def read(path: Path) -> Outbox:
    """Raises `TableError`."""
    if not path.exists():
        return Outbox()
    known: dict[Key, Sent] = {}
    numbers: dict[tuple[str, int], str] = {}
    for row in tables.read(path, COLUMNS, ["number", "unit", "year"], "发文登记").rows:
        cells = dict(row.cells)
        if not cells["number"].isdecimal():
            raise TableError(f"{row.where}: 序号“{cells['number']}”不是数；写成 12 这样")
        sent = Sent(int(cells.pop("number")), others=tuple(row.others.items()), **cells)
        taken = numbers.setdefault((sent.year, sent.number), row.where)
        if taken != row.where:
            raise TableError(f"{row.where}: 序号 {sent.number} 与 {taken} 重了；改成没有用过的号")
        known[sent.key] = sent
    return Outbox(known)


def written(outbox: Outbox) -> bytes:
    sent = sorted(outbox.sent.values(), key=lambda sent: (sent.year, sent.number))
    return tables.records(COLUMNS, sent)
