"""fazhi-lint letter: one page an agency from accepted findings alone; numbers that stay, letters that somebody edited untouched."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from linter.collection import decisions, outbox
from linter.collection.letters import MOST, Fields, Letter, letter
from linter.readers.office import find
from tests.collection.conftest import Office, gathered
from tests.support import ROOT, Ran

Cli = Callable[..., Ran]
FIELDS = "office: 清江区司法局\nnumber: 清司改〔2025〕{n}号\ndue: 3月5日\n"


def text_of(file: Path) -> str:
    import docx

    document = docx.Document(io.BytesIO(file.read_bytes()))  # type: ignore[arg-type]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def letters(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted((folder / "审核" / "退改意见书").glob("*"))}


def accepted(folder: Path, cli: Cli, *selectors: str) -> None:
    cli("review", str(folder), "--accept", ",".join(selectors))


def test_no_letter_without_an_accepted_finding(bureau: Path, cli: Cli) -> None:
    ran = cli("letter", str(bureau))
    assert letters(bureau) == {} and ran.code == 0
    assert "没有采纳的意见，还有未定的" in ran.out and "未报：清江区司法局" in ran.out
    cli("review", str(bureau), "--agency", "水务局", "--reject", "全部")
    ran = cli("letter", str(bureau))
    assert letters(bureau) == {} and "收讫（没有要改的）：清江区水务局" in ran.out


def test_a_letter_says_what_was_accepted_and_nothing_else(bureau: Path, cli: Cli) -> None:
    (bureau / "letter.yaml").write_text(FIELDS, encoding="utf-8")
    accepted(bureau, cli, "W116")
    cli("letter", str(bureau), "--field", "联系人=王敏")
    assert list(letters(bureau)) == ["清江区生态环境局"]
    text = text_of(letters(bureau)["清江区生态环境局"])
    for said in ("初审稿，经办人复核后发出", "清司改〔2025〕1号", "清江区生态环境局：", "于3月5日前重新报送", "须修改后方可公开（1处）", "法治审核", "应为“法制审核”", "王敏", "清江区司法局", "□已改"):
        assert said in text, said
    assert "建议修改" not in text
    assert not re.search(r"[A-Z]\d{3}|fp1|fingerprint|error|warning", text)


def test_the_clerks_words_stand_in_the_letter(bureau: Path, cli: Cli) -> None:
    accepted(bureau, cli, "W116")
    file = decisions.file_of(bureau)
    book = decisions.read(file).decisions.values()
    worded = [replace(one, choice="改措辞", wording="统一写作法制审核") for one in book]
    file.write_bytes(decisions.written(worded))
    cli("letter", str(bureau), "--format", "md")
    text = letters(bureau)["清江区生态环境局"].read_text(encoding="utf-8")
    assert "| 1 |" in text and "统一写作法制审核" in text and "应为“法制审核”" not in text


def test_a_page_holds_at_most_five_and_eight_and_the_rest_is_numbered_on(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    shutil.copy(next((ROOT / "seeds").glob("001*")), folder / "报告.txt")
    (submission,) = gathered(folder).submissions
    findings = decisions.everything(gathered(folder), decisions.Book())
    book = decisions.Book({one.key: decisions.Decision(one.unit, one.year, one.mark, "采纳") for one in findings})
    made = letter(submission, book, Fields())
    assert isinstance(made, Letter)
    assert all(len(made.points[severity]) <= most for severity, most in MOST.items()) and len(made.points["error"]) == 5 and made.rest
    numbers = [point.number for point in (*made.page, *(point for _, point in made.rest)) if point.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sum(made.total(severity) for severity in MOST) == len(book.accepted(submission))
    assert all(len(point.quotation) <= 46 for point in made.page)


def test_letters_keep_their_numbers_and_what_was_edited_is_kept(bureau: Path, cli: Cli) -> None:
    (bureau / "letter.yaml").write_text(FIELDS, encoding="utf-8")
    accepted(bureau, cli, "必改")
    cli("letter", str(bureau), "--format", "md", "--agency", "水务局")
    cli("letter", str(bureau), "--format", "md")
    numbers = {sent.unit: sent.number for sent in outbox.read(outbox.file_of(bureau)).sent.values()}
    assert numbers["清江区水务局"] == 1 and sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    before = {name: path.read_bytes() for name, path in letters(bureau).items()}
    cli("letter", str(bureau), "--format", "md")
    assert {name: path.read_bytes() for name, path in letters(bureau).items()} == before
    file = letters(bureau)["清江区水务局"]
    file.write_bytes(b"edited")
    ran = cli("letter", str(bureau), "--format", "md")
    assert "已经改过" in ran.out and file.read_bytes() == b"edited"
    cli("letter", str(bureau), "--format", "md", "--force")
    assert file.read_bytes() == before["清江区水务局"]


def test_a_letter_in_two_formats_is_edited_in_neither(bureau: Path, cli: Cli) -> None:
    cli("review", str(bureau), "--accept", "全部")
    for form in ("docx", "md", "docx", "md"):
        ran = cli("letter", str(bureau), "--format", form)
        assert ran.code == 0 and "已经改过" not in ran.out


def test_a_column_that_people_add_to_the_register_of_letters_stays(bureau: Path, cli: Cli) -> None:
    cli("review", str(bureau), "--accept", "必改")
    cli("letter", str(bureau))
    file = bureau / "审核" / "发文.csv"
    head, first, *rest = file.read_bytes().decode("utf-8-sig").splitlines()
    file.write_text("\r\n".join([f"{head},发出", f"{first},2月26日", *rest]), encoding="utf-8", newline="")
    cli("letter", str(bureau))
    assert file.read_bytes().decode("utf-8-sig").splitlines() == [f"{head},发出", f"{first},2月26日", *(f"{line}," for line in rest)]


def test_letters_are_no_reports_of_the_next_run(bureau: Path, cli: Cli) -> None:
    accepted(bureau, cli, "必改")
    cli("letter", str(bureau))
    made = gathered(bureau)
    assert not made.unmatched and {filed.file.kind for filed in made.files if filed.file.parts[0] == "审核"} == {"skipped"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [("office: 甲\noffices: 乙\n", "letter.yaml:2"), ("number: 清司改1号\n", "没有 {n}")],
)
def test_a_fault_of_the_fields_is_said(bureau: Path, cli: Cli, fields: str, said: str) -> None:
    (bureau / "letter.yaml").write_text(fields, encoding="utf-8")
    accepted(bureau, cli, "必改")
    ran = cli("letter", str(bureau))
    assert ran.code == 2 and said in ran.err


@pytest.mark.long
@pytest.mark.skipif(find() is None or shutil.which("pdftotext") is None, reason="没有 LibreOffice 或 pdftotext，不看版面")
def test_the_letter_is_one_page_and_its_annex_begins_the_next(tmp_path: Path, office: Office) -> None:
    from linter.collection.letter_docx import write

    submission = office.of("清江区水务局")
    findings = decisions.everything(office.intake, decisions.Book())
    book = decisions.Book({one.key: decisions.Decision(one.unit, one.year, one.mark, "采纳") for one in findings})
    made = letter(submission, book, Fields())
    assert made is not None
    (tmp_path / "意见书.docx").write_bytes(write(made))
    command = [str(find()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "意见书.docx")]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    pages = subprocess.run(["pdftotext", str(tmp_path / "意见书.pdf"), "-"], capture_output=True, check=True).stdout.decode().split("\f")
    assert "回执" in pages[0] and "附件：" in pages[1]


def test_what_was_received_is_never_overwritten_by_a_letter(bureau: Path, cli: Cli) -> None:
    accepted(bureau, cli, "W116")
    report = bureau / "清江区生态环境局.md"
    report.write_text("清江区生态环境局2023年度法治政府建设情况报告\n一、主要做法\n办结案件12件。\n清江区生态环境局\n2024年1月10日\n", encoding="utf-8")
    before = report.read_bytes()
    ran = cli("letter", str(bureau), "--format", "md", "--output", str(bureau), "--force")
    assert (ran.code, "是收来的文件或名册、登记，不能用来存结果" in ran.err) == (2, True)
    assert report.read_bytes() == before


def test_of_a_single_report_the_folder_it_lies_in_holds_the_state(bureau: Path, cli: Cli) -> None:
    report = str(bureau / "生态环境局.docx")
    assert cli("review", report, "--accept", "W116").code == 0
    assert decisions.file_of(bureau).is_file()
    (bureau / "letter.yaml").write_text(FIELDS, encoding="utf-8")
    assert cli("letter", report).code == 0
    assert "清司改〔2025〕1号" in text_of(letters(bureau)["清江区生态环境局"])
