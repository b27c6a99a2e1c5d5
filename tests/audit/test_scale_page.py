"""Every query of docs/scale.md runs over an audit, and finds what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.audits import reports
from tests.support import BAD, ROOT, Ran

duckdb = pytest.importorskip("duckdb", reason="the queries are those of DuckDB (extra dev)")
pytest.importorskip("pyarrow", reason="audit writes Parquet with pyarrow (extra audit)")

QUERIES = re.findall(r"^```sql\n(.*?)^```$", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_queries_of_the_page_answer(cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reports(tmp_path / "报告", 4)
    (tmp_path / "报告" / "空.txt").touch()
    (tmp_path / "报告" / "又交一次.txt").write_bytes((tmp_path / "报告" / "2015" / "报告000.txt").read_bytes())
    (tmp_path / "报告" / "某局.txt").write_text(BAD.replace("水务局", "生态环境局"), encoding="utf-8")
    assert cli("audit", "报告", "结果", "--jobs", "1").code == 3
    assert len(QUERIES) >= 6
    for query in QUERIES:
        assert duckdb.connect().execute(query).fetchall(), query
    assert (tmp_path / "必改.csv").read_text(encoding="utf-8").startswith("path,rule,title")
