"""What docs/rule-format.md shows works: its examples load, their examples hold, and its messages are those printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter import selftest
from linter.ruleset.loader import RulesetError, load
from linter.ruleset.metalint import metalint

PAGE = (Path(__file__).parents[1] / "docs" / "rule-format.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    return tmp_path


def test_the_full_example_loads_and_its_examples_hold(project: Path) -> None:
    (project / "rules" / "qu.yaml").write_text(EXAMPLE, encoding="utf-8")
    ruleset = load("rules/qu.yaml")
    assert ruleset.label.name == "qingjiang"
    assert [str(outcome) for outcome in selftest.run(ruleset, [ruleset.by_id["W901"]]) if not outcome.ok] == []
    assert [remark for remark in metalint(ruleset) if remark.file == "rules/qu.yaml"] == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("  severity: warning ", "  sverity: warning "),
        ("  severity: warning ", "  severity: fatal "),
        ("  check: term", "  check: terms"),
        ("extends: enforcement ", "extends: enforcment "),
        ("    good: ", "    # good: "),
        ("since: 2020}", "since: no}"),
    ],
)
def test_the_messages_shown_are_those_printed(project: Path, line: str, wrong: str) -> None:
    assert line in EXAMPLE
    (project / "rules" / "qu.yaml").write_text(EXAMPLE.replace(line, wrong), encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        load("rules/qu.yaml")
    message = str(caught.value).split("\n")[0].split(": ", 1)[1]
    assert message in PAGE
