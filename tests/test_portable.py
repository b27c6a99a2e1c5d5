"""The portable folder that was built: its own interpreter does all that the installed program does, without anything around it.

Building takes a minute or two, so the suite does not: build with `python -m linter.maintenance.portable FOLDER`, then run this
with FAZHI_LINT_PORTABLE=FOLDER/fazhi-lint.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from linter import __version__
from linter.readers import office
from tests import pages
from tests.pages import typeset
from tests.support import SEEDS

FOLDER = os.environ.get("FAZHI_LINT_PORTABLE")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="没有给 FAZHI_LINT_PORTABLE，不试便携文件夹（先 python -m linter.maintenance.portable）")
PROGRAM = Path(FOLDER or ".") / ("fazhi-lint.exe" if os.name == "nt" else "fazhi-lint")
# as bare as a machine without Python; Windows itself needs its own few
BARE = {key: value for key, value in os.environ.items() if os.name == "nt" and not key.startswith(("PYTHON", "VIRTUAL"))} | {"PYTHONUTF8": "1"}


def run(*arguments: str | Path, expected: int = 0) -> str:
    done = subprocess.run([PROGRAM, *arguments], env=BARE, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=180, check=False)
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout


def test_it_is_whole() -> None:
    assert run("--version").strip().endswith(__version__)
    folder = PROGRAM.parent
    assert "双击" in (folder / "使用说明.txt").read_text(encoding="utf-8-sig")
    for library in ("fazhi-lint", "lxml", "pypdfium2", "starlette"):
        assert any((folder / "licenses" / library).iterdir())
    assert run("test-rules", "base").rstrip().endswith("0 个没通过，0 处疑问")


def test_it_says_what_the_installed_program_says() -> None:
    arguments = ("check", "--format", "json", "--fail-on", "never", "--today", "2025-03-01", *map(str, SEEDS[:2]))
    here = subprocess.run([sys.executable, "-m", "linter", *arguments], capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=True)
    assert run(*arguments) == here.stdout


def test_what_is_dropped_on_it_gets_its_results_beside(tmp_path: Path) -> None:
    """Text, and a PDF, for which the program has to start itself again."""
    inner = tmp_path / "一批 报告"
    inner.mkdir()
    (tmp_path / "报告.txt").write_bytes(SEEDS[0].read_bytes())
    (inner / "报告.pdf").write_bytes(pages.pdf(typeset(SEEDS[0].read_text(encoding="utf-8").split("\n"))))
    out = run(tmp_path / "报告.txt", inner)
    assert out.count("已写") == 4
    for folder in (tmp_path, inner):
        assert zipfile.is_zipfile(folder / "报告（批注）.docx")
        assert (folder / "报告（检查结果）.html").is_file()


@pytest.mark.skipif(office.find() is None, reason="没有 LibreOffice")
def test_libreoffice_runs_with_its_own_libraries(tmp_path: Path) -> None:
    words = "".join(f"\\u{ord(letter)}?" if letter != "\n" else "\\par " for letter in SEEDS[0].read_text(encoding="utf-8"))
    (tmp_path / "报告.rtf").write_text(f"{{\\rtf1\\ansi {words}}}", encoding="ascii")
    assert run(tmp_path).count("已写") == 2


def test_its_page_reviews_and_ends_clean() -> None:
    from tests.serve.running import Running

    group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else {}
    with subprocess.Popen([PROGRAM, "serve", "--port", "0", "--no-open"], env=BARE, stderr=subprocess.PIPE, encoding="utf-8", **group) as process:  # type: ignore[call-overload]
        port = int(re.search(r":(\d+)/", process.stderr.readline())[1])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/")
        ticket = re.search(r"ticket=([\w-]+)", connection.getresponse().read().decode())
        connection.close()
        assert ticket is not None
        desk = Running(port, ticket[1])
        at = desk.check("报告.pdf", pages.pdf(typeset(SEEDS[0].read_text(encoding="utf-8").split("\n"))))
        assert zipfile.ZipFile(BytesIO(desk.get(f"{at}/file/annotated").body)).testzip() is None
        assert desk.get("/desk.css").status == 200
        process.send_signal(signal.CTRL_BREAK_EVENT if os.name == "nt" else signal.SIGINT)
        assert process.wait(30) == 0 or os.name == "nt"  # Ctrl+Break, the one signal that can be sent there, ends Python in its own way
