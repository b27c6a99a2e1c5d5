"""Writers: a place in a Word file is a paragraph, in the JSON with its part and the column as shown."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

pytest.importorskip("lxml", reason="needs the extra docx")

from linter import batch
from linter.batch import Options
from linter.writers import Look, checklist, write
from linter.writers.paint import plain
from tests.support import ROOT
from tests.word import definition, docx, instance, level, numbered, p, run

SHOWN = [
    "青山县水务局2024年法治政府建设情况报告", "", "一、主要举措和成效", "（一）规范执法。全年开展法治审核12件。\n接受社会各届监督。", "二、存在的问题和不足", "培训不够，主要原因是人手少。",
    "三、主要负责人履行第一责任人职责情况", "主要负责人听取汇报4次。", "四、下一步安排", "2025年组织培训4期。", "青山县水务局", "2025年1月10日",
]  # fmt: skip
BREAK = "<w:r><w:br/></w:r>"
BODY = (
    p(SHOWN[0]) + p() + numbered("主要举措和成效", 1)
    + numbered(run("规范执法。全年开展法治") + run("审核12件。") + BREAK + run("接受社会各届监督。") + '<w:r><w:footnoteReference w:id="1"/></w:r>', 1, 1)
    + numbered("存在的问题和不足", 1) + p(SHOWN[5]) + numbered("主要负责人履行第一责任人职责情况", 1) + p(SHOWN[7]) + numbered("下一步安排", 1)
    + "".join(map(p, SHOWN[9:]))
)  # fmt: skip
NUMBERING = definition(0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")) + instance(1, 0)
RESULT = batch.review_bytes(docx(BODY, numbering=NUMBERING, footnotes=f'<w:footnote w:id="1">{p("数据截止2024年12月31日。")}</w:footnote>'), "报告.docx", Options())


def test_the_json_names_part_paragraph_and_column() -> None:
    data = json.loads(str(write("json", [RESULT], Look())))
    jsonschema.Draft202012Validator(json.loads((ROOT / "docs" / "review.schema.json").read_text(encoding="utf-8"))).validate(data)
    file = data["files"][0]
    assert (file["format"], file["status"], file["profile"]["stage"]) == ("docx", "checked", "submit")
    found = {finding["text"]: finding for finding in file["findings"] if finding["text"]}
    assert {"法治审核", "社会各届", "截止"} <= set(found)
    assert found["社会各届"]["location"] == {"kind": "paragraph", "part": "word/document.xml", "paragraph": 4}
    assert found["截止"]["location"] == {"kind": "paragraph", "part": "word/footnotes.xml", "paragraph": 1}
    passages = [*file["findings"], *(evidence for row in file["checklist"] for evidence in row["evidence"])]
    for passage in passages:
        if passage["text"] and passage.get("location", {}).get("part") != "word/footnotes.xml" and passage["line"] == passage["end_line"]:
            assert SHOWN[passage["line"] - 1][passage["column"] - 1 : passage["end_column"] - 1] == passage["text"]


def test_people_are_told_the_paragraph() -> None:
    text, concise = ("\n".join(map(plain, write(name, [RESULT], Look(everything=True)))) for name in ("text", "concise"))  # type: ignore[arg-type]
    for written in (text, concise):
        assert "报告.docx:第4段: 必改 W116:法治审核" in written and "报告.docx:脚注第1段: 必改 W101:截止" in written
    assert "位置：一（一），第1句" in text and not re.search(r"第\d+行|:\d+:\d+:", text + concise)
    assert ",第8段," in checklist.as_csv([RESULT])
