"""The licences that go into the portable folder, and how it is asked for."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from linter.maintenance import portable


def test_licences_of_equal_names_are_all_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "packed-1.0.dist-info"
    files = [f"{info.name}/{name}" for name in ("METADATA", "LICENSE", "licenses/LICENSE", "licenses/vendored/one/LICENSE", "licenses/vendored/two/LICENSE")]
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Name: packed\n", encoding="utf-8")
    (info / "RECORD").write_text("".join(f"{name},,\n" for name in files), encoding="utf-8")
    monkeypatch.setattr(importlib.metadata, "distributions", lambda: [importlib.metadata.Distribution.at(info)])
    copied = {str(source): copy for source, copy in portable._licences(tmp_path / "out") if copy.parts[-2] != "python" and "packed" in copy.parts}
    assert set(copied) == {str(tmp_path / name) for name in files[1:]}
    assert len(set(copied.values())) == 4


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["甲", "--zipp=1"], 2)])
def test_how_it_is_asked_for(arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(portable, "build", lambda target: pytest.fail("must not build"))
    with pytest.raises(SystemExit) as ended:
        portable.main(arguments)
    assert ended.value.code == code
    said = capsys.readouterr()
    assert "target" in said.out + said.err
