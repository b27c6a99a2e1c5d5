"""An audit says what `check` says, in tables that keep their shape, and goes on after whatever ended it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="audit writes Parquet with pyarrow (extra audit)")

from linter.audit import AuditError, engines
from linter.audit.engines import Work
from linter.audit.output import TABLES, Output
from linter.audit.plan import Batch, batches, extended, size
from linter.audit.tables import COLUMNS, Tables, schemas
from linter.audit.task import Task
from tests.audit.audits import begun, content, reports, rows, task_over
from tests.support import BAD, ROOT, SEEDS, Ran

Cli = Callable[..., Ran]


@pytest.fixture
def here(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with the tiny ruleset and a folder of reports."""
    monkeypatch.chdir(desk)
    reports(desk / "报告", 10)
    return desk


def audited(cli: Cli, *arguments: str) -> Ran:
    return cli("audit", *arguments, "--ruleset", "./tiny.yaml", "--today", "2025-03-01", "--jobs", "1")


def test_the_tables_say_what_check_says(cli: Cli, here: Path) -> None:
    (here / "报告" / "空.txt").touch()
    assert audited(cli, "报告", "结果").code == 3
    run = json.loads(cli("check", "报告", "--ruleset", "./tiny.yaml", "--format", "json").out)
    files = {file["path"].removeprefix("报告/"): file for file in run["files"]}
    verdicts = {row["path"]: row for row in rows(here / "结果", "verdicts")}
    assert {path: (file["status"], file["sha256"], (file["reason"] or {}).get("code")) for path, file in files.items()} == {
        path: (row["status"], row["sha256"], row["code"]) for path, row in verdicts.items()
    }
    keys = ("rule", "entry", "severity", "confidence", "message", "suggestion", "item", "line", "column", "fingerprint")
    found = [(path, *(each[key] for key in keys), each["text"], each["place"]) for path, file in files.items() for each in file["findings"]]
    assert sorted(map(repr, found)) == sorted(
        repr((row["path"], *(row[key] for key in keys), row["quote"], row["section"])) for row in rows(here / "结果", "findings")
    )
    for row in rows(here / "结果", "profiles"):
        profile = files[row["path"]]["profile"]
        assert {key: profile[key] for key in row if key not in ("path", "checklist")} == {key: row[key] for key in row if key not in ("path", "checklist")}
        assert row["checklist"] == [{key: each[key] for key in ("item", "verdict", "level", "expectation")} for each in files[row["path"]]["checklist"]]
    assert sum(row["errors"] or 0 for row in verdicts.values()) == run["summary"]["errors"] > 0


def test_offsets_are_code_points_of_the_text_and_titles_those_of_the_rules(tmp_path: Path) -> None:
    task, names = task_over(SEEDS[0].parent, "ecology")
    made = task(names[:1])["findings"]
    text = SEEDS[0].read_text(encoding="utf-8")
    for row in made:
        assert text[row["start"] : row["end"]] == row["quote"] or not row["quote"]
        assert row["title"] and row["family"]


def test_the_schema_is_as_documented(here: Path) -> None:
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    for table, columns in COLUMNS.items():
        assert [field.name for field in schemas()[table]] == [name for name, _, _ in columns]
        shown = page.partition(f"### {table}\n")[2].partition("\n### ")[0]
        assert [line for line in shown.split("\n") if line.startswith("| `")] == [f"| `{name}` | `{kind}` | {words} |" for name, kind, words in columns]


def test_a_run_that_was_ended_is_gone_on_with_and_nothing_is_done_twice(here: Path) -> None:
    task, names = task_over(here / "报告")
    once, plan = begun(here / "一次", names)
    engines.carry_out(plan, task, engines.in_process, once)
    done: list[str] = []

    def ended(batches: Sequence[Batch], work: Work) -> Iterator[tuple[Batch, Tables]]:
        for turn, (batch, tables) in enumerate(engines.in_process(batches, work)):
            if turn == 4:
                raise KeyboardInterrupt
            done.append(batch.id)
            yield batch, tables

    twice, plan = begun(here / "两次", names)
    with pytest.raises(KeyboardInterrupt):
        engines.carry_out(plan, task, ended, twice)
    (twice.folder / "verdicts" / f"part-{done.pop()}.parquet").unlink()  # as if it had ended between two tables
    torn = twice.folder / "profiles" / f"part-{done.pop()}.parquet"
    torn.write_bytes(torn.read_bytes()[:-9])  # as if the power had failed
    twice, plan = begun(here / "两次", names)
    left = [batch for batch in plan if not twice.has(batch)]
    assert {batch.id for batch in plan} - {batch.id for batch in left} == set(done) and len(done) == 2
    engines.carry_out(left, task, engines.in_process, twice)
    assert content(twice.folder) == content(once.folder)
    assert not list(twice.folder.rglob("*.tmp"))


def test_reports_that_come_later_are_added_and_said_again_is_nothing_new(cli: Cli, here: Path) -> None:
    assert audited(cli, "报告", "结果").code == 0
    before = {file: file.stat().st_mtime_ns for file in (here / "结果").rglob("*")}
    (here / "报告" / "2015" / "补报.txt").write_text(BAD, encoding="utf-8")
    ran = audited(cli, "报告", "结果")
    assert ran.code == 0 and "11份：查了 11" in ran.out and "还有 1份" in ran.err
    after = {file: file.stat().st_mtime_ns for file in (here / "结果").rglob("*.parquet")}
    assert {file: time for file, time in before.items() if file.suffix == ".parquet"}.items() < after.items() and len(after) == len(TABLES) * 11
    paths = [row["path"] for row in rows(here / "结果", "verdicts")]
    assert len(paths) == len(set(paths)) == 11


def test_what_could_not_be_checked_is_tried_again_when_asked(cli: Cli, here: Path) -> None:
    gone = here / "报告" / "2015" / "报告000.txt"
    (here / "清单").write_text("报告/2015/报告000.txt\n报告/2016/报告001.txt\n", encoding="utf-8")
    data = gone.read_bytes()
    gone.unlink()
    ran = audited(cli, "清单", "结果")
    assert ran.code == 3 and "没有查 1" in ran.out and "--again" in ran.err
    gone.write_bytes(data)
    assert "没有查 1" in audited(cli, "清单", "结果").out
    ran = audited(cli, "清单", "结果", "--again")
    assert ran.code == 0 and "2份：查了 2" in ran.out and "接着查：已查过 1份，还有 1份" in ran.err


def test_a_list_and_object_storage_give_the_same(cli: Cli, here: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="object storage is read with fsspec (extra audit)")
    files = sorted((here / "报告").rglob("*.txt"))
    (here / "报告" / "清单.lst").write_bytes("\r\n".join(file.relative_to(here / "报告").as_posix() for file in [*files, files[0]]).encode("gbk"))
    storage = fsspec.filesystem("memory")
    for file in files:
        storage.pipe_file(f"/收/{file.relative_to(here / '报告').as_posix()}", file.read_bytes())
    storage.pipe_file("/收/README.md", b"x")
    storage.pipe_file("/收/2015/.隐藏.txt", b"x")
    assert audited(cli, "报告", "甲").code == audited(cli, "报告/清单.lst", "乙").code == 0
    stored = audited(cli, "memory://收", "丙")
    assert stored.code == 0 and "另有 2个文件" in stored.err
    assert content(here / "甲") == content(here / "乙") == content(here / "丙")
    storage.rm("/收", recursive=True)


def test_every_report_of_the_plan_has_a_row_whatever_became_of_it(cli: Cli, here: Path) -> None:
    for name, data in (("空.txt", b""), ("图.txt", b"\x00\x01"), ("假.docx", b"PK\x03\x04"), ("坏.html", b"\xff\xfe<")):
        (here / "报告" / name).write_bytes(data)
    (here / "清单").write_text("\n".join(["报告/空.txt", "报告/图.txt", "报告/假.docx", "报告/坏.html", "报告", "没有.txt", "没有://甲.txt", "报告/2015/报告000.txt"]))
    ran = audited(cli, "清单", "结果")
    assert ran.code == 3 and "8份：查了 1，只查了一部分 0，没有查 7" in ran.out
    assert all(row["code"] and row["message"] for row in rows(here / "结果", "verdicts") if row["status"] == "unchecked")


REFUSED = [
    (("报告", "报告/结果"), "输出文件夹 报告/结果 在输入 报告 里面"),
    (("没有", "结果"), "没有 没有 这个文件夹或清单"),
    (("必改.txt", "结果"), "必改.txt 不是清单"),
    (("空的", "结果"), "空的 里没有可检查的报告"),
    (("报告", "别的"), "别的 里有别的东西"),
    (("报告", "tiny.yaml"), "tiny.yaml 里有别的东西"),
    (("不认识://甲", "结果"), "不认识://甲 打不开"),
    (("报告", "结果", "--scheduler", "tcp://127.0.0.1:1"), "--scheduler 只在 --engine dask 时有用"),
    (("报告", "结果", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"), "只能写一个"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_what_hinders_it_is_one_sentence(arguments: tuple[str, ...], sentence: str, cli: Cli, here: Path) -> None:
    (here / "空的").mkdir()
    (here / "别的").mkdir()
    (here / "别的" / "a.txt").touch()
    ran = audited(cli, *arguments)
    assert ran.code == 2 and not ran.out
    assert ran.err.startswith("错误：") and sentence in ran.err and ran.err.count("\n") == 1


def test_another_measure_is_not_mixed_in(cli: Cli, here: Path) -> None:
    assert audited(cli, "报告", "结果").code == 0
    assert "选项不一样（那里是 ruleset ./tiny.yaml" in audited(cli, "报告", "结果", "--stage", "archive").err
    assert "输入不一样" in audited(cli, "报告/2015", "结果").err
    manifest = here / "结果" / "audit.json"
    bound = manifest.read_text(encoding="utf-8")
    manifest.write_text(bound.replace('"./tiny.yaml": "', '"./tiny.yaml": "f'), encoding="utf-8")  # as if the file had changed since
    ran = audited(cli, "报告", "结果")
    assert ran.code == 2 and "规则集不一样" in ran.err
    manifest.write_text(bound, encoding="utf-8")
    (here / "结果" / "findings" / "part-别处来的.parquet").touch()
    with pytest.raises(AuditError, match="不是这次检查的结果"):
        Output(here / "结果").begin(json.loads(bound), [])


def test_a_configuration_that_is_named_holds_for_all_and_what_has_no_effect_is_said(cli: Cli, here: Path) -> None:
    (here / "报告" / ".fazhi-lint.yaml").write_text("year: 1999\n", encoding="utf-8")  # among the reports: not asked
    (here / "尺子.yaml").write_text('ruleset: ./tiny.yaml\nbaseline: 旧.jsonl\noverrides:\n- {files: "报告/2015/", year: 2001}\n', encoding="utf-8")
    ran = cli("audit", "报告", "结果", "--config", "尺子.yaml", "--jobs", "1")
    assert ran.code == 0 and "基线对 audit 不起作用" in ran.err
    years = {row["path"]: row["year"] for row in rows(here / "结果", "profiles")}
    assert years["2015/报告000.txt"] == 2001 and years["2016/报告001.txt"] == 2016
    (here / "尺子.yaml").write_text("ruleset: ./tiny.yaml\n", encoding="utf-8")
    assert "配置不一样" in cli("audit", "报告", "结果", "--config", "尺子.yaml", "--jobs", "1").err


def test_a_machine_with_another_version_says_so(here: Path) -> None:
    task, names = task_over(here / "报告")
    other = Task(task.source, task.configs, task.folder, task.today, "0.0.1", task.rulesets)
    with pytest.raises(AuditError, match="版本"):
        other(names)


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (15, 1), (160, 10), (3200, 200), (100_000, 200), (1_000_000, 500), (9_000_000, 1000)])
def test_batches_are_neither_too_small_nor_too_few(count: int, expected: int) -> None:
    assert size(count) == expected


def test_a_plan_only_grows_and_its_batches_are_named_by_what_they_hold() -> None:
    plan = batches([f"{number}.txt" for number in range(100)])
    longer = extended(plan, [*(f"{number}.txt" for number in range(100)), "新.txt"])
    assert longer[:-1] == plan and longer[-1].names == ("新.txt",)
    assert [batch.id for batch in batches([f"{number}.txt" for number in range(100)])] == [batch.id for batch in plan]
    assert len({batch.id for batch in longer}) == len(longer)
