"""readers/office: older formats through LibreOffice where there is one, one sentence where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("lxml", reason="needs the extra docx")

from linter import engine, readers
from linter.document import Document
from linter.facts import Facts, Overrides
from linter.readers import OLE, Unreadable, office
from linter.ruleset.loader import loaded
from tests.support import SEEDS
from tests.word import docx, p, run

needs_libreoffice = pytest.mark.skipif(office.find() is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")
OLD = OLE + bytes(600)


def refused(data: bytes, name: str, soffice: str | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        readers.read(data, name, soffice)
    assert "\n" not in refusal.value.message
    return refusal.value


def findings(document: Document) -> list[tuple[str, str | None, str]]:
    review = engine.review(Facts(document, Overrides(stage="publish")), loaded("ecology"))
    return [(finding.rule, finding.entry, finding.text) for finding in review.findings]


def script(folder: Path, lines: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_without_libreoffice_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    refusal = refused(OLD, "报告.wps")
    assert refusal.code == "no-soffice" and all(words in refusal.message for words in ("LibreOffice", "--soffice", "另存为 .docx"))


@pytest.mark.parametrize(("data", "name", "code"), [
    ("一、举措".encode("gb18030"), "报告.doc", "wrong-extension"),
    (b"", "报告.rtf", "wrong-extension"),
    (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "报告.docx", "encrypted"),
])
def test_what_libreoffice_is_not_given(data: bytes, name: str, code: str) -> None:
    assert refused(data, name, "soffice").code == code


def test_a_file_is_read_by_its_content_where_its_name_is_wrong() -> None:
    data = docx(p(run("一、举措")))
    assert [readers.read(data, name).text for name in ("报告.doc", "报告.wps")] == ["一、举措"] * 2
    page = f"<html><body>{'<p>2024年，我局办结案件12件，作出处罚决定10件，均已履行。</p>' * 5}</body></html>".encode()
    pytest.importorskip("justhtml", reason="needs the extra html")
    assert readers.read(page, "报告.doc").format == "html"


def test_a_program_that_cannot_run_is_said() -> None:
    assert refused(OLD, "报告.doc", "/没有/soffice").code == "no-soffice"


@posix
def test_what_libreoffice_cannot_open_is_said(tmp_path: Path) -> None:
    assert refused(OLD, "报告.doc", script(tmp_path, "exit 0")).code == "not-converted"


@posix
def test_a_conversion_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 1)
    note = tmp_path / "pid"
    assert refused(OLD, "报告.doc", script(tmp_path, f"sleep 300 & echo $! > '{note}'\nwait")).code == "too-slow"
    for _ in range(100):
        if not _runs(int(note.read_text())):
            return
        time.sleep(0.05)
    pytest.fail("what the program started is still running")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


@posix
def test_libreoffice_gets_a_copy_a_profile_of_its_own_and_no_macros(tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p("一、举措")))
    seen = tmp_path / "seen"
    program = script(tmp_path, f'''for a; do case "$a" in -env:UserInstallation=file://*) profile="${{a#*file://}}";; --outdir) next=1;; *) [ "$next" = 1 ] && out="$a"; next=0;; esac; done
mkdir -p "$out"; cp '{made}' "$out/report.docx"; cat "$profile/user/registrymodifications.xcu" > '{seen}'; echo "" >> '{seen}'; echo "$out" >> '{seen}' ''')
    document = readers.read(OLD, "报告.wps", program)
    assert (document.text, document.format) == ("一、举措", "wps")
    settings, folder = seen.read_text(encoding="utf-8").split()[-2:]
    assert "DisableMacrosExecution" in seen.read_text(encoding="utf-8") and settings.endswith("</oor:items>")
    assert folder and not Path(folder).exists()


@pytest.mark.long
@needs_libreoffice
def test_seeds_made_word_files_by_libreoffice_have_the_findings_of_their_text(tmp_path: Path) -> None:
    program = office.find()
    assert program is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([program, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), *map(str, SEEDS)], check=True, capture_output=True, timeout=120)
    for seed in SEEDS:
        plain = readers.read(seed.read_bytes(), seed.name)
        word = readers.read((tmp_path / f"{seed.stem}.docx").read_bytes(), "a.docx")
        assert word.text.rstrip("\n") == plain.text.rstrip("\n") and not word.unread and not word.traces
        assert findings(word) == findings(plain)


@pytest.mark.long
@needs_libreoffice
def test_an_old_word_file_has_the_findings_of_its_text(tmp_path: Path) -> None:
    seed, program = SEEDS[1], office.find()
    assert program is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([program, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(seed)], check=True, capture_output=True, timeout=120)
    plain = readers.read(seed.read_bytes(), seed.name)
    old = readers.read((tmp_path / f"{seed.stem}.doc").read_bytes(), "报告.doc")
    assert old.format == "doc" and old.text.rstrip("\n") == plain.text.rstrip("\n")
    assert findings(old) == findings(plain)
