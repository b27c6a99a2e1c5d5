"""The JSON Schema says what the loader says, and every key has its words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from linter import resources
from linter.config import schema
from linter.config.load import load, open_source
from tests.config.test_load import FAULTS

SCHEMA = schema.build()
# what a schema cannot see: names of rules and files, doubled keys, days, broken syntax
BEYOND = ("没有规则", "用不了", "日历上", "路径式样", "可用的是 {year}", "{year} 写了两次", "没有 {year}", "规则集", "找不到", "项目文件夹", "写了两次", "括号")


def errors(text: str) -> list[str]:
    seen = json.loads(json.dumps(yaml.safe_load(text), default=str))  # as an editor does, a day is a text
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(seen)]


def test_it_is_a_schema_and_every_key_has_words() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(schema.undescribed()) == []


@pytest.mark.parametrize("text", [fault[0] for fault in FAULTS if not any(words in fault[2] for words in BEYOND)])
def test_it_refuses_what_the_loader_refuses(text: str) -> None:
    assert errors(text)


def test_what_is_shipped_and_documented_is_right(tmp_path: Path) -> None:
    (tmp_path / "规则").mkdir()
    (tmp_path / "规则" / "本市.yaml").write_text("schema: 1\nversion: 1.0.0\nextends: ecology\n", encoding="utf-8")
    starter = (resources.starters() / "config.yaml").read_text(encoding="utf-8")
    page = (Path(__file__).parents[2] / "docs" / "config.md").read_text(encoding="utf-8")
    samples = [block.split("```")[0] for block in page.split("```yaml\n")[1:]]
    assert len(samples) > 5
    offered = "\n".join(line.removeprefix("# ") for line in starter.splitlines() if re.match(r"# (?:[\w-]+:|- |  )", line))
    for sample in (starter, offered, *samples):
        file = tmp_path / ".fazhi-lint.yaml"
        file.write_text(sample, encoding="utf-8")
        assert errors(sample) == []
        load(open_source(file))
