"""Archives: opened in memory, guarded; what is hostile or locked is said entry by entry."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from linter.collection.archive import DEPTH, entries
from linter.readers.package import LIMITS
from tests.collection.packages import packed


def test_names_of_chinese_windows_and_of_everybody_else() -> None:
    for gbk in (True, False):
        (entry,) = entries(packed({"报送/水务局.docx": b"x"}, gbk=gbk))
        assert entry.parts == ("报送", "水务局.docx") and entry.data == b"x"


def test_archives_in_archives_to_a_depth() -> None:
    data = packed({"报告.docx": b"x"})
    for number in range(DEPTH - 1):
        data = packed({f"{number}.zip": data})
    (entry,) = entries(data)
    assert entry.data == b"x" and entry.parts[-1] == "报告.docx"
    (entry,) = entries(packed({"外.zip": data}))
    assert entry.data is None and "层以上" in entry.refused


def test_files_are_counted_through_all_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.collection.archive.LIMITS", replace(LIMITS, entries=7))
    small = packed({"a.txt": b"x", "b.txt": b"y"})
    assert [bool(entry.refused) for entry in entries(packed({"甲.zip": small, "乙.zip": small}))] == [False] * 4
    found = list(entries(packed({"甲.zip": small, "乙.zip": small, "丙.zip": small})))
    assert [entry.parts[-1] for entry in found if entry.refused] == ["丙.zip"] and "超过 7 个文件" in found[-1].refused


def test_a_bomb_is_not_expanded() -> None:
    (entry,) = entries(packed({"报告.docx": bytes(20_000_000)}))
    assert entry.data is None and "压缩炸弹" in entry.refused


@pytest.mark.parametrize("name", ["../报告.docx", "/etc/报告.docx", "a\\..\\报告.docx", "C:/报告.docx"])
def test_a_name_that_leads_out_is_refused_and_the_others_are_not(name: str) -> None:
    bad, good = entries(packed({name: b"x", "好.docx": b"y"}))
    assert bad.data is None and "越出了压缩包" in bad.refused and ".." not in bad.parts
    assert good.data == b"y"


def test_a_password_is_said_for_each_entry() -> None:
    (entry,) = entries(packed({"报告.docx": b"x"}, locked=True))
    assert entry.data is None and "密码" in entry.refused and entry.parts == ("报告.docx",)


def test_what_is_no_archive_or_is_cut_off_is_said() -> None:
    whole = packed({"报告.docx": b"x" * 1000})
    for data in (b"", b"PK\x03\x04", whole[: len(whole) // 2]):
        (entry,) = entries(data)
        assert entry.data is None and "打不开" in entry.refused


@given(st.binary(max_size=200), st.integers(0, 200), st.integers(1, 255))
def test_whatever_the_bytes_are_something_is_said_and_nothing_raised(noise: bytes, at: int, change: int) -> None:
    whole = bytearray(packed({"甲/报告.docx": b"x" * 50, "乙.zip": packed({"丙.txt": b"y"})}))
    whole[at % len(whole)] ^= change
    for data in (noise, bytes(whole), b"PK\x03\x04" + noise):
        found = list(entries(data))
        assert all(entry.data is not None or entry.refused for entry in found)


def test_a_damaged_entry_costs_only_itself() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.docx", b"AAAA")
        archive.writestr("b.docx", b"BBBB")
    bad, good = entries(out.getvalue().replace(b"AAAA", b"AAAZ"))
    assert bad.data is None and good.data == b"BBBB"
