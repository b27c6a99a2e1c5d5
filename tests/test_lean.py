"""lean: while a library is imported others stand for modules, and afterwards everybody has the real ones."""

from __future__ import annotations

import subprocess
import sys

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
        "import linter.__main__, sys, msgspec, gettext, platform, textwrap, ipaddress, uuid, click\n"
        "assert platform.machine and gettext.translation and textwrap.dedent and ipaddress.ip_address\n"
        "assert msgspec.inspect.type_info(int) == msgspec.inspect.IntType()\n"
        "assert msgspec.json.schema(int) == {'type': 'integer'}\n"
        "assert uuid.uuid1() and click.command()(lambda: None)\n"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, timeout=60)
