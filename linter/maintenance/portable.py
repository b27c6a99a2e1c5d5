"""Builds the portable folder, a program with its own interpreter, for the system it is run on:

    pip install 'fazhi-lint[all]' pyinstaller
    python -m linter.maintenance.portable TARGET [--zip]

TARGET/fazhi-lint/ is the folder; it needs no Python, no administrator and no network. PyInstaller is needed to build it only.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import pkgutil
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import linter
from linter import __version__, portable, resources
from linter.maintenance.pages import ROOT

NAME = "fazhi-lint"
_LICENCES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS")
# what only development needs, what libraries would take along without need, and Parquet, which nobody opens at a desk, 140 MB
_LEFT_OUT = ("linter.maintenance", "dask", "distributed", "fsspec", "pyarrow", "pytest", "hypothesis", "reportlab", "PIL", "tkinter", "mypy", "IPython")
_GUIDE = """法治政府建设年度报告检查（fazhi-lint {version}）

不用安装，不用管理员权限，不联网。整个文件夹放在哪里都行，里面的文件不要单独挪动。

一、双击 {program}，浏览器里打开一页，把报告拖上去，就得到标注网页、对照表、带批注的 Word 和改好的报告。
    用完关掉黑色窗口（或在窗口里按 Ctrl+C）。
二、把报告（或装着报告的文件夹）拖到 {program} 上，原件旁边多出两个文件：
    某报告（批注）.docx      问题写成批注，末页是对照表
    某报告（检查结果）.html  标注网页，可以打印
    原件和已有的文件一概不动；再拖一次，新的叫（批注2）。
三、会用命令行的：{program} --help

.doc、.wps、.rtf 要这台电脑装有 LibreOffice；没有的，用 Word、WPS 另存为 .docx。扫描件读不了，会说明。
各部件的许可证在 licenses 文件夹。
"""


def build(target: Path) -> Path:
    """The folder, made anew under `target`."""
    from PyInstaller.__main__ import run as freeze  # noqa: PLC0415  not among our dependencies

    with tempfile.TemporaryDirectory() as work:
        freeze([
            str(Path(portable.__file__)), "--name", NAME, "--onedir", "--console", "--noconfirm", "--log-level", "WARN",
            "--distpath", str(target), "--workpath", work, "--specpath", work, "--paths", str(ROOT),
            "--collect-data", "linter",
            "--add-data", f"{resources.rulesets()}{os.pathsep}linter/_data/rulesets",
            "--add-data", f"{ROOT / 'linter' / 'checks' / '*.py'}{os.pathsep}linter/checks",  # test-rules reads the source of a check
            *(word for module in _modules() for word in ("--hidden-import", module)),
            *(word for module in _LEFT_OUT for word in ("--exclude-module", module)),
        ])
    folder = target / NAME
    shutil.rmtree(folder / "_internal" / "jieba")  # its dictionaries, 30 MB; ours is the only one that is loaded
    program = NAME + (".exe" if sys.platform == "win32" else "")
    guide = _GUIDE.format(version=__version__, program=program)
    (folder / "使用说明.txt").write_text(guide, encoding="utf-8-sig", newline="\r\n")  # as Notepad of every age reads it
    for licence, copy in _licences(folder / "licenses"):
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(licence, copy)
    return folder


def _modules() -> Iterator[str]:
    """Every module of ours: most are imported by name when they are needed, which nobody sees beforehand."""
    found = pkgutil.walk_packages(linter.__path__, "linter.")
    yield from (module.name for module in found if not module.name.startswith("linter.maintenance"))


def _licences(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Our licence, Python's, and those of every library that is installed: more are named than are taken along, none is left out."""
    yield ROOT / "LICENSE", folder / NAME / "LICENSE"
    for python in (Path(sys.base_prefix, name) for name in ("LICENSE.txt", "LICENSE", f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/LICENSE.txt")):
        if python.is_file():
            yield python, folder / "python" / "LICENSE.txt"
    for library in importlib.metadata.distributions():
        files = [file for file in library.files or () if file.parts[0].endswith("-info")]
        named = [file for file in files if {"licenses", "LICENSES"} & set(file.parts) or file.name.upper().startswith(_LICENCES)]
        for file in named or [file for file in files if file.name in ("METADATA", "PKG-INFO")]:  # a word of it at least
            yield Path(str(file.locate())), Path(folder, library.metadata["Name"], *file.parts[1:])  # whole: many are called LICENSE


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m linter.maintenance.portable", description="做自带 Python 的便携文件夹，给运行它的这种系统用。")
    parser.add_argument("target", type=Path, help=f"放在哪个文件夹里；其中的 {NAME} 会重新做")
    parser.add_argument("--zip", action="store_true", help="再压缩成一个文件")
    asked = parser.parse_args(arguments)
    folder = build(asked.target)
    print(folder)
    if asked.zip:
        print(shutil.make_archive(f"{folder}-{__version__}-{platform.system().lower()}-{platform.machine().lower()}", "zip", folder.parent, folder.name))


if __name__ == "__main__":
    main(sys.argv[1:])
