"""lean: while a library is imported others stand for modules, and afterwards everybody has the real ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter.lean import Later, without


def test_a_module_comes_when_something_of_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with without("colorsys", Later("colorsys")):
        import colorsys

        assert type(colorsys) is Later
        from colorsys import rgb_to_hsv  # wanted at once
    assert rgb_to_hsv is colorsys.rgb_to_hsv
    assert type(sys.modules["colorsys"]) is not Later


def test_what_stands_in_at_the_start_is_gone_afterwards() -> None:
    """Other programs' code in the same process has whole modules, and what msgspec says of types is there."""
    asked = (
        "import linter.__main__, sys, msgspec, gettext, platform, textwrap, ipaddress, uuid, click, inspect, pathlib, ntpath, urllib.parse\n"
        "assert click.Option(['--all'], help='两行\\n  写的').help == '两行\\n写的' and click.core.inspect.isfunction(click.echo)\n"
        "assert inspect.signature(click.echo) and ntpath.join and urllib.parse.urlsplit\n"
        "assert pathlib.Path('/报告').as_uri() == 'file:///%E6%8A%A5%E5%91%8A' and pathlib.PureWindowsPath('C:/a') == pathlib.PureWindowsPath('c:\\\\a')\n"
        "assert platform.machine and gettext.translation and textwrap.dedent and ipaddress.ip_address\n"
        "assert msgspec.inspect.type_info(int) == msgspec.inspect.IntType()\n"
        "assert msgspec.json.schema(int) == {'type': 'integer'}\n"
        "assert uuid.uuid1() and click.command()(lambda: None)\n"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, timeout=60)


def test_one_report_needs_no_module_that_takes_long_to_load(tmp_path: Path) -> None:
    """Of what the libraries bring, and of ours what loads OpenSSL."""
    (tmp_path / "报告.txt").write_text("法治政府建设年度报告\n", encoding="utf-8")
    asked = (
        "import linter.__main__ as program, atexit, os, sys\n"
        "atexit.register(lambda: print(sorted({'_hashlib', 'inspect', 'jieba', 'logging', 'rich', 'urllib.parse', 'yaml'} & sys.modules.keys()), file=sys.stderr))\n"
        f"sys.argv = ['fazhi-lint', 'check', '--select', 'F', '--no-checklist', '--fail-on', 'never', {str(tmp_path)!r}]\n"
        "program.main()\n"
    )
    ran = [subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, timeout=60, env={**os.environ, "FAZHI_LINT_CACHE": str(tmp_path / "kept")}) for _ in range(2)]
    assert ran[1].stderr == "[]\n"  # the first has read the rules
