"""readers/package: each limit of the door has a hostile file here, built by the test."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Mapping

import pytest

from linter.readers import OLE, Unreadable
from linter.readers.package import Limits, Package, parse_xml

pytest.importorskip("lxml", reason="needs the extra docx")

SMALL = Limits(entries=5, part=1000, total=1500, ratio=20, ratio_from=100, marks=60, depth=5)


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def refused(data: bytes, name: str = "a.xml", limits: Limits = SMALL) -> str:
    """The code under which the door refuses to open `data` or to parse its part `name`; the sentence is for people."""
    with pytest.raises(Unreadable) as refusal:
        Package(data, "docx", limits).xml(name)
    assert refusal.value.message and "\n" not in refusal.value.message
    return refusal.value.code


def patched(data: bytes, find: bytes, put: bytes) -> bytes:
    assert find in data and len(find) == len(put)
    return data.replace(find, put)


def test_a_part_is_read_by_its_name_in_any_case_and_pictures_cost_nothing() -> None:
    package = Package(zipped({"Word\\Document.xml": b"<a><b/></a>", "media/big.bmp": bytes(5000)}), "docx", SMALL)
    assert package.names == ("word/document.xml", "media/big.bmp")
    assert "word/document.xml" in package and "word/styles.xml" not in package
    assert [child.tag for child in package.xml("word/document.xml")] == ["b"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({f"{n}.xml": b"<a/>" for n in range(6)}, "too-many-parts"),
        ({"a.xml": bytes(range(256)) * 4}, "too-large"),
        ({"a.xml": b" " * 999}, "zip-bomb"),
        ({"a.xml": b"<a/>", "../../etc/x": b""}, "unsafe-name"),
        ({"a.xml": b"<a/>", "/etc/x": b""}, "unsafe-name"),
        ({"a.xml": b"<a/>", "b\\..\\..\\x": b""}, "unsafe-name"),
        ({"a.xml": b"<a/>", "C:x": b""}, "unsafe-name"),
        ({"a.xml": b"<a/>", "A.XML": b"<b/>"}, "duplicate-name"),
        ({"b.xml": b"<a/>"}, "damaged"),
        ({"a.xml": b""}, "damaged"),
        ({"a.xml": b"<a><b></a>"}, "damaged"),
        ({"a.xml": b"<a>" + b"<b x='1'/>" * 40 + b"</a>"}, "too-large"),
        ({"a.xml": b"<a>" * 6 + b"</a>" * 6}, "too-deep"),
        ({"a.xml": b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>'}, "forbidden-xml"),
        ({"a.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}, "forbidden-xml"),
        ({"a.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")}, "forbidden-xml"),
        ({"a.xml": b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a>\n<a/>'}, "forbidden-xml"),
    ],
)
def test_hostile_and_broken_packages_are_refused(parts: Mapping[str, bytes], code: str) -> None:
    assert refused(zipped(parts)) == code


def test_entities_that_multiply_are_refused_before_they_grow() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "法">{levels}]><a x="&l9;">&l9;</a>'.encode()
    assert refused(zipped({"a.xml": bomb}, zipfile.ZIP_STORED), limits=Limits()) == "forbidden-xml"


def test_parts_that_are_small_alone_are_refused_where_they_are_too_much_together() -> None:
    noise = bytes(range(1, 241)) * 4
    package = Package(zipped({"a": noise, "b": noise}), "docx", SMALL)
    assert package.read("a") == noise
    with pytest.raises(Unreadable, match="太大"):
        package.read("b")


def test_two_entries_of_one_name_are_refused() -> None:
    data = patched(zipped({"a.xml": b"<a/>", "b.xml": b"<b/>"}), b"b.xml", b"a.xml")
    assert refused(data) == "duplicate-name"


def test_a_password_is_said_in_either_container() -> None:
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "encrypted"
    assert refused(OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le")) == "encrypted"


def test_a_size_that_lies_brings_no_more_than_it_says() -> None:
    data = bytearray(zipped({"a.xml": b"<a>" + b" " * 900 + b"</a>"}))
    at = data.index(b"PK\x01\x02") + 24
    assert struct.unpack_from("<I", data, at)[0] == 907
    struct.pack_into("<I", data, at, 4)
    assert refused(bytes(data)) == "damaged"


def test_what_is_no_package_is_said_with_what_to_do() -> None:
    assert refused(b"") == refused("一、主要做法".encode()) == refused(OLE + bytes(600)) == "wrong-extension"
    good = zipped({"a.xml": b"<a>" + bytes(range(65, 91)) * 20 + b"</a>"})
    for cut in (4, 30, len(good) // 2, len(good) - 1):
        assert refused(good[:cut]) == "damaged"
    assert refused(patched(good, b"PK\x03\x04", b"PK\x03\x05")) == "damaged"


def test_bits_that_fell_over_are_noticed() -> None:
    good = bytearray(zipped({"a.xml": b"<a>" + bytes(range(65, 91)) * 20 + b"</a>"}, zipfile.ZIP_STORED))
    good[good.index(b"XYZ")] = ord("x")
    assert refused(bytes(good)) == "damaged"


def test_a_missing_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(Unreadable, match=r"pip install 'fazhi-lint\[ofd\]'") as refusal:
        parse_xml(b"<a/>", "a.xml", "ofd")
    assert refusal.value.code == "missing-extra"
