"""Older word processor files (.doc, .wps, .rtf, .odt): LibreOffice, where it is installed, makes a .docx of them, which is read as any.

LibreOffice runs without a window, with a new profile (no macros, no links followed), in a temporary folder and with a time
limit. What it is not given: plain text, which it would take for whatever encoding it guesses.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec.structs import replace

from linter.document import Document
from linter.processes import end, program
from linter.readers import OLE, ZIP, Unreadable, docx
from linter.readers.package import refuse_protected

SECONDS = 120  # a report takes three; the first run on a slow disk twenty
_BEGINNINGS = (OLE, ZIP, b"{\\rtf")
_USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
)
_SAVE_AS = "或用 Word、WPS 另存为 .docx 后再查"
_SETTING = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _SETTING.format("Common/Security/Scripting", "MacroSecurityLevel", 3)
    + _SETTING.format("Common/Security/Scripting", "DisableMacrosExecution", "true")
    + _SETTING.format("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
    + _SETTING.format("Writer/Content/Update", "Link", 0)
    + "</oor:items>"
)


def read(data: bytes, suffix: str, soffice: str | None = None) -> Document:
    """`suffix` says what the file is called, `soffice` where LibreOffice is (null: look for it). Raises `Unreadable`."""
    if not data.startswith(_BEGINNINGS):
        raise Unreadable("wrong-extension", f"文件内容不是 {suffix} 格式，或已损坏；请用原来的软件打开，另存为 .docx 后再查")
    refuse_protected(data)
    command = soffice or find()
    if command is None:
        raise Unreadable("no-soffice", f"读 {suffix} 文件要用 LibreOffice，没有找到；请安装它（或用 --soffice 指明它在哪里），{_SAVE_AS}")
    return replace(docx.read(_converted(data, suffix, command)), format=suffix.removeprefix("."))


def find() -> str | None:
    """LibreOffice on the path, or where its installer puts it."""
    return next((path for name in ("soffice", "libreoffice", *_USUAL_PLACES) if (path := program(name))), None)


def _converted(data: bytes, suffix: str, command: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="fazhi-lint-", ignore_cleanup_errors=True) as folder:
        given, made, profile = Path(folder) / f"report{suffix}", Path(folder) / "out" / "report.docx", Path(folder) / "profile"
        given.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        options = ["--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"]
        _run([command, f"-env:UserInstallation={profile.as_uri()}", *options, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(given)])
        if not made.is_file():
            raise Unreadable("not-converted", f"LibreOffice 打不开这个文件（可能设了密码，或已损坏）；请去掉密码，{_SAVE_AS}")
        return made.read_bytes()


def _run(command: list[str]) -> None:
    """Run to the end or to the time limit; with the program end those that it has started."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=sys.platform != "win32"
        )
    except OSError as error:
        raise Unreadable("no-soffice", f"LibreOffice（{command[0]}）运行不了：{error.strerror or error}；请用 --soffice 指明它在哪里，{_SAVE_AS}") from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise Unreadable("too-slow", f"LibreOffice {SECONDS} 秒内没有转换完这个文件，没有检查；{_SAVE_AS[1:]}") from None
    finally:
        if process.poll() is None:
            end(process.pid)
            process.wait()
