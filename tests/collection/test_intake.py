"""collection: forty agencies' packages become one submission each, and every file is accounted for."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from tests.collection import packages
from tests.collection.conftest import Office, gathered
from tests.collection.packages import LATE, LOCKED, MISSING, REVIEWED, SCAN_ONLY, UNITS, WRONG_YEAR, packed, report, scan, word


def test_every_agency_of_the_roster_has_one_submission_and_its_state(office: Office) -> None:
    assert [each.unit.name for each in office.intake.submissions] == list(UNITS)
    expected = dict.fromkeys(REVIEWED, "已报") | dict.fromkeys(MISSING, "未报") | dict.fromkeys(LATE, "迟报")
    expected |= {SCAN_ONLY: "待补", LOCKED: "待补", WRONG_YEAR: "未报"}
    assert {each.unit.name: each.state for each in office.intake.submissions} == expected
    assert [each.unit.name for each in office.intake.submissions if each.review] == [unit for unit in UNITS if unit in REVIEWED]


def test_every_file_on_the_disk_and_in_archives_is_accounted_for_once(office: Office) -> None:
    below = [filed.file.below for filed in office.intake.files]
    assert len(below) == len(set(below))
    on_disk = {path.relative_to(office.folder).as_posix() for path in office.folder.rglob("*") if path.is_file()}
    archives = {name for name in on_disk if name.endswith(".zip")}
    assert on_disk - archives <= set(below)
    assert all(any(name == archive or name.startswith(f"{archive}/") for name in below) for archive in archives)
    assert all(filed.fate for filed in office.intake.files)
    assert sum(office.intake.counts().values()) == len(office.intake.files)


def test_what_matches_nobody_is_listed_and_given_to_nobody(office: Office) -> None:
    assert {filed.file.below for filed in office.intake.unmatched} == {
        "审计局报送.docx", "新建文件夹/报告终版.docx", "IMG_0032.jpg", "扫描件(3).pdf", "坏的.zip",
    }
    assert "写的是清江区审计局，报告里写的是清江区教育局" in office.fate("审计局报送.docx")
    assert "“东河县教育局”不在名册里" in office.fate("新建文件夹/报告终版.docx")


@pytest.mark.parametrize(
    ("unit", "path"),
    [
        ("清江区生态环境局", "生态环境局/法治报告.docx"), ("清江区水务局", "水务局定稿.docx"), ("清江区民政局", "民政局2025-02-17.docx"),
        ("清江区农业农村局", "农业农村.zip/报送/农业农村局法治报告.docx"), ("清江区商务局", "微信收到/新建.zip/内层.zip/报告.docx"), ("清江区卫生健康委员会", "a1.docx"),
        ("清江区住房和城乡建设局", "住建局报告.docx"), ("清江区财政局", "扫描0007.docx"), ("清江区应急管理局", "应急管理局/报告.docx"), ("清江区科学技术局", "科技局/报告.docx"),
    ],
)
def test_the_right_file_of_each_package_is_reviewed(office: Office, unit: str, path: str) -> None:
    result = office.of(unit).result
    assert result is not None and result.path == (office.folder / path).as_posix()


def test_of_several_drafts_the_latest_is_taken_and_by_what_is_said(office: Office) -> None:
    (note,) = office.of("清江区水务局").notes
    assert "共3稿" in note and "文件名里的稿次" in note and "水务局二稿.docx 的修改时间更晚" in note
    (note,) = office.of("清江区民政局").notes
    assert "文件名里的日期" in note
    assert "内容相同" in office.fate("应急管理局/报告 - 副本.docx")


def test_a_scan_proves_that_something_was_sent_and_an_exported_page_is_compared(office: Office) -> None:
    assert "证明已报" in office.fate("生态环境局/盖章扫描.pdf") and "证明已报" in office.fate("2024法治报告A.pdf")
    assert any("补报 Word" in note for note in office.of(SCAN_ONLY).notes)
    assert any("文字只有0%相同" in note for note in office.of("清江区科学技术局").notes)
    assert any("设了密码" in note for note in office.of(LOCKED).notes)


def test_another_years_report_is_not_taken_for_this_years(office: Office) -> None:
    assert office.intake.year == 2024
    assert "2023年度的报告" in office.fate("交通运输局/上年.docx")
    assert office.of(WRONG_YEAR).notes == ("交来的报告不是2024年度的",)


def test_lateness_goes_by_the_notice_and_says_where_the_day_comes_from(office: Office) -> None:
    by_file, by_register = (office.of(unit) for unit in LATE)
    assert (by_file.arrived, by_file.arrived_by) == (date(2025, 2, 26), "文件时间")
    assert (by_register.arrived, by_register.arrived_by) == (date(2025, 2, 24), "收件登记")
    assert office.of("清江区司法局").arrived_by == "收件登记" and office.of("清江区司法局").late is False


def test_a_folder_called_after_the_agency_of_its_reports_speaks_for_a_scan(tmp_path: Path) -> None:
    for folder, unit in (("司法局", "清江区司法局"), ("新建文件夹", "东河县司法局")):  # 司法局 alone may be either's
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.docx").write_bytes(word(report("清江区司法局").replace("清江区司法局", unit)))
        (tmp_path / folder / "盖章.pdf").write_bytes(scan())
    owner = {filed.file.below: filed.unit.name if filed.unit else None for filed in gathered(tmp_path).files}
    assert owner["司法局/盖章.pdf"] == "清江区司法局" and owner["新建文件夹/盖章.pdf"] is None


def test_what_is_another_kind_of_text_or_was_read_in_part_is_told(tmp_path: Path) -> None:
    (tmp_path / "司法局.docx").write_bytes(word("清江区司法局\n2024年度普法工作总结\n一、主要做法\n开展普法宣传12场。\n清江区司法局\n2025年1月8日"))
    (tmp_path / "units.csv").write_text("名称\n清江区司法局\n", encoding="utf-8")
    (submission,) = gathered(tmp_path).submissions
    assert any("像是普法工作总结，不是法治政府建设年度报告，请核对" in note for note in submission.notes)


def test_the_register_says_who_has_published(tmp_path: Path) -> None:
    (tmp_path / "司法局.docx").write_bytes(word(report("清江区司法局")))
    (tmp_path / "register.csv").write_text("单位,公开日期,公开网址\n清江区司法局,2025-03-28,http://a.example/1\n清江区税务局,2025-03-28,\n", encoding="utf-8")
    intake = gathered(tmp_path)
    (submission,) = intake.submissions
    assert (submission.published, submission.address, submission.arrived_by) == (date(2025, 3, 28), "http://a.example/1", "文件时间")
    assert intake.notes == ("register.csv:3: 收件登记里的“清江区税务局”不在名册（或报告）里，这一行没有用上",)


def test_the_kind_of_the_roster_is_believed(office: Office) -> None:
    kinds = {each.unit.name: each.review.profile.kind for each in office.intake.submissions if each.review}
    assert kinds["云川市消防救援支队清江大队"] == "branch" and kinds["清江区住房和城乡建设局"] == "enforcing"


def test_without_a_roster_the_reports_name_the_agencies(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(word(report("清江区司法局")))
    (tmp_path / "甲.pdf").write_bytes(scan())
    (tmp_path / "乙.zip").write_bytes(packed({"x/../../逃逸.docx": b"x", "报告.txt": report("清江区商务局").encode()}))
    intake = gathered(tmp_path)
    assert [(each.unit.name, each.state) for each in intake.submissions] == [("清江区司法局", "已报"), ("清江区商务局", "已报")]
    assert not intake.has_roster and not intake.missing
    assert next(filed for filed in intake.files if filed.file.name == "甲.pdf").unit is not None
    escaped = next(filed for filed in intake.files if filed.file.name == "逃逸.docx")
    assert escaped.file.kind == "unread" and "越出了压缩包" in escaped.file.said


def test_a_large_archive_is_opened(tmp_path: Path) -> None:
    (tmp_path / "司法局.zip").write_bytes(packed({"扫描.jpg": random.Random(1).randbytes(3_000_000), "报告.docx": word(report("清江区司法局"))}))
    (submission,) = gathered(tmp_path).submissions
    assert submission.state == "已报"


def test_gathering_writes_nothing(office: Office) -> None:
    assert not (office.folder / "审核").exists()
    assert packages.DUE  # the folder is as it was built


def test_a_letter_that_accompanies_the_report_is_no_draft_of_it(tmp_path: Path) -> None:
    (tmp_path / "司法局报告.docx").write_bytes(word(report("清江区司法局")))
    (tmp_path / "司法局定稿.docx").write_bytes(word("清江区司法局\n关于报送2024年度法治政府建设情况报告的函\n现将报告送上，请审阅。\n清江区司法局\n2025年2月18日"))
    (submission,) = gathered(tmp_path).submissions
    assert submission.result is not None and submission.result.path.endswith("司法局报告.docx")
    assert any("当作报送函之类" in note for note in submission.notes)
