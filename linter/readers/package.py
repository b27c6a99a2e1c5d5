"""The one guarded door to formats that are a zip of XML parts (docx, ofd): nothing is unpacked to disk, and every way in
which such a file can be hostile or broken ends in `Unreadable`.

Only what is asked for is expanded, so pictures cost nothing. `xml` is the only XML parser of the readers: no DOCTYPE, no
entities, no network, a bounded number of nodes and a bounded depth (whoever walks the tree may recurse).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.readers import OLE, Unreadable, missing

if TYPE_CHECKING:
    from lxml.etree import _Element

_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_MB = 1024 * 1024


class Limits(Struct, frozen=True):
    """Far above any report, far below what hurts. Sizes in bytes."""

    entries: int = 5_000
    part: int = 64 * _MB  # one part, expanded
    total: int = 256 * _MB  # all parts that are read, expanded
    ratio: int = 250  # expanded to compressed; a Word file has ten to fifty, a form of empty cells up to three hundred
    ratio_from: int = 8 * _MB  # below this size a ratio does no harm
    marks: int = 3_000_000  # < and = of one part: each may become a node of some hundred bytes
    depth: int = 150  # elements inside one another; Word itself stops reading tables long before


LIMITS = Limits()


class Package:
    """The parts of a zip package by name (no leading slash; case does not matter, as Windows and Word have it)."""

    def __init__(self, data: bytes, extra: str, limits: Limits = LIMITS) -> None:
        """`extra` is the extra of this distribution that the format needs. Raises `Unreadable`."""
        self._extra, self._limits = extra, limits
        self._zip = _opened(data)
        self._entries = self._listed()
        self._left = limits.total

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def read(self, name: str) -> bytes:
        """The content of a part. Raises `Unreadable`, also where there is no such part."""
        entry = self._entries.get(_key(name))
        if entry is None:
            raise _damaged(f"缺少 {name}")
        content = expanded(self._zip, entry, name, self._left, self._limits)
        self._left -= len(content)
        return content

    def xml(self, name: str) -> _Element:
        """The root of an XML part. Raises `Unreadable`."""
        return parse_xml(self.read(name), name, self._extra, self._limits)

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        entries: dict[str, zipfile.ZipInfo] = {}
        infos = self._zip.infolist()
        if len(infos) > self._limits.entries:
            raise Unreadable("too-many-parts", f"压缩包里有 {len(infos)} 个文件，超过 {self._limits.entries} 个上限，没有检查；{_RESAVE}")
        for info in infos:
            name = info.filename.replace("\\", "/")
            if not name or name.startswith("/") or ".." in name.split("/") or ":" in name:
                raise Unreadable("unsafe-name", f"压缩包里有越界的文件名 {name or '（无名）'}，没有检查；请确认文件来源")
            if info.flag_bits & 0x1:
                raise _PROTECTED
            if info.is_dir():
                continue
            if _key(name) in entries:
                raise Unreadable("duplicate-name", f"压缩包里有两个 {name}，不知以哪个为准，没有检查；{_RESAVE}")
            entries[_key(name)] = info
        return entries


def parse_xml(data: bytes, name: str, extra: str, limits: Limits = LIMITS) -> _Element:
    """The root element of `data`, a part called `name`. Raises `Unreadable`."""
    try:
        from lxml import etree  # noqa: PLC0415  an extra
    except ImportError:
        raise missing(extra, "lxml") from None
    plain = data.replace(b"\0", b"")  # UTF-16 too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _forbidden(name)
    if plain.count(b"<") + plain.count(b"=") > limits.marks:
        raise Unreadable("too-large", f"文件里的 {name} 内容太多，没有检查；{_RESAVE}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(f"{name} 不是完好的 XML") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that the search above cannot see
        raise _forbidden(name)
    if root.xpath(f"boolean({'/*' * (limits.depth + 1)})"):
        raise Unreadable("too-deep", f"文件里的 {name} 嵌套超过 {limits.depth} 层，没有检查；{_RESAVE}")
    return root


def expanded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int, limits: Limits = LIMITS) -> bytes:
    """The content of an entry that people know as `name`; `left` bytes of the archive may still be expanded. Raises `Unreadable`."""
    if entry.file_size > min(limits.part, left):
        raise Unreadable("too-large", f"文件里的 {name} 展开后太大（{entry.file_size / _MB:.0f} MB），没有检查；{_RESAVE}")
    if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(1, entry.compress_size):
        raise Unreadable("zip-bomb", f"文件里的 {name} 压缩比异常（像压缩炸弹），没有检查；请确认文件来源")
    try:
        with archive.open(entry) as part:
            return part.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, struct.error) as error:
        raise _damaged(f"{name} 读不出") from error


_PROTECTED = Unreadable("encrypted", "文件设了打开密码，没有检查；请去掉密码、另存后再查")
_RESAVE = "请用原来的软件打开、另存一份再查"


def _opened(data: bytes) -> zipfile.ZipFile:
    if data.startswith(OLE):
        refuse_protected(data)
        raise Unreadable("wrong-extension", "文件内容是旧版 Word/WPS 格式，与扩展名不符；请用 Word 或 WPS 另存后再查")
    if not data.startswith(b"PK"):
        raise Unreadable("wrong-extension", "文件内容与扩展名不符，或已损坏；请用原来的软件打开，另存后再查")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise _damaged("压缩包的目录读不出") from error


def _key(name: str) -> str:
    return name.replace("\\", "/").casefold()


def refuse_protected(data: bytes) -> None:
    """Raises `Unreadable` for an OLE container that holds a file with a password."""
    if _PASSWORD in data:
        raise _PROTECTED


def _damaged(what: str) -> Unreadable:
    return Unreadable("damaged", f"文件损坏（{what}），没有检查；{_RESAVE}")


def _forbidden(name: str) -> Unreadable:
    return Unreadable("forbidden-xml", f"文件里的 {name} 含有 DTD 或实体声明，正常的文件不会有，没有检查；请确认文件来源")
