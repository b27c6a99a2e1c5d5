"""The JSON against its schema, and against the file it speaks of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from linter import batch
from linter.batch import Options, Result
from linter.batch.many import review_all
from linter.discovery import discover
from linter.document import Unread
from linter.review import Basis, Edit, Fix, Related, Suppression
from linter.writers import json as writer
from tests.support import BAD, ROOT, SEEDS

SCHEMA = json.loads((ROOT / "docs" / "review.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TINY = Options("./tiny.yaml")


def parsed(results: list[Result]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(writer.dumps(results))
    VALIDATOR.validate(data)
    return data


def place(lines: list[str], at: dict[str, int]) -> str:
    """The words of a range in the file."""
    one, other = at["line"] - 1, at["end_line"] - 1
    if one == other:
        return lines[one][at["column"] - 1 : at["end_column"] - 1]
    return "\n".join([lines[one][at["column"] - 1 :], *lines[one + 1 : other], lines[other][: at["end_column"] - 1]])


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_report_is_described_as_the_file_has_it(seed: Path, newline: str) -> None:
    source = seed.read_text(encoding="utf-8").replace("\n", newline)
    data = parsed([batch.review_bytes(source.encode("utf-8-sig"), "报告.txt", Options())])["files"][0]
    lines = [line.removesuffix("\r") for line in source.split("\n")]
    assert data["findings"]
    for part in (*data["findings"], *(evidence for row in data["checklist"] for evidence in row["evidence"])):
        if part["text"]:
            assert place(lines, part) == part["text"]
    for finding in data["findings"]:
        for other in (*finding["related"], *(finding["fix"] or {"edits": []})["edits"]):
            place(lines, other)
    assert len({finding["fingerprint"] for finding in data["findings"]}) == len(data["findings"])


def test_every_kind_of_input(desk: Path) -> None:
    (desk / "图.txt").write_bytes(b"\x89PNG\x00")
    (desk / "a.pdf").write_bytes(b"%PDF")
    data = parsed(list(review_all(discover([".", "没有.txt"]), lambda _: TINY)))
    assert data["summary"] == {"files": 7, "errors": 1, "warnings": 2, "infos": 3, "suppressed": 0, "unchecked": 3}
    by_path = {file["path"]: file for file in data["files"]}
    assert by_path["没有.txt"]["reason"] == {"code": "not-found", "message": "没有这个文件或文件夹；请检查路径"}
    assert by_path["没有.txt"]["sha256"] is None
    assert by_path["a.pdf"]["status"] == "unchecked"


def test_all_that_a_finding_may_carry(desk: Path) -> None:
    done = batch.review_bytes(BAD.encode(), "报告.txt", TINY)
    assert done.review is not None
    first, *rest = done.review.findings
    span = first.span
    full = replace(
        first, related=(Related(span, "另一处"),), fix=Fix((Edit(span, "甲对"),), True), basis=(Basis("某法", "三"),),
        suppressed=Suppression("baseline", "旧稿", "2026-01-01"),
    )
    review = replace(done.review, findings=(full, *rest), document=replace(done.review.document, unread=(Unread("image", "图"),)))
    data = parsed([replace(done, review=review, status="partly", code="image", message="图")])
    finding = data["files"][0]["findings"][0]
    assert finding["fix"] == {"safe": True, "edits": [{"line": 3, "column": 2, "end_line": 3, "end_column": 4, "text": "甲对"}]}
    assert finding["suppressed"] == {"by": "baseline", "reason": "旧稿", "until": "2026-01-01"}
    assert finding["related"][0]["message"] == "另一处"
    assert finding["location"] == {"kind": "line"}
    assert data["summary"]["suppressed"] == 1
    assert data["summary"]["errors"] == 0


@pytest.mark.parametrize(
    ("path", "value"),
    [(("files", 0, "status"), "ok"), (("files", 0, "findings", 0, "line"), 0), (("files", 0, "findings", 0, "fingerprint"), "fp2:"), (("files", 0, "reason"), {"code": "x", "message": "y"})],
)
def test_the_schema_can_refuse(desk: Path, path: tuple[str | int, ...], value: object) -> None:
    data: Any = json.loads(writer.dumps([batch.review_bytes(BAD.encode(), "报告.txt", TINY)]))
    below = data
    for key in path[:-1]:
        below = below[key]
    below[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


def test_bytes_are_the_same_and_chinese_stays_chinese(desk: Path) -> None:
    results = [batch.review_bytes(BAD.encode(), "报告.txt", TINY) for _ in range(2)]
    assert writer.dumps([results[0]]) == writer.dumps([results[1]])
    assert "甲错" in writer.dumps(results)
    assert writer.dumps(results).endswith("}\n")


def test_an_empty_run() -> None:
    assert parsed([])["summary"]["files"] == 0
