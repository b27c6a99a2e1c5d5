"""Processes and a Dask cluster say what one process says, byte for byte: with a worker that dies midway, with a report that kills every worker, and
with an audit that is itself killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.audit import AuditError, cluster, engines
from linter.audit.engines import Engine, Work
from linter.audit.output import TABLES
from tests.audit.audits import Fatal, begun, content, reports, rows, task_over
from tests.support import COMMAND, ROOT

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", autouse=True)
def dask() -> None:  # imported where it is used: a second of each process that collects tests
    pytest.importorskip("distributed", reason="--engine dask needs Dask distributed (extra dask)")


def carried_out(folder: Path, names: list[str], work: Work, engine: Engine) -> Path:
    output, plan = begun(folder, names)
    engines.carry_out(plan, work, engine, output)
    return folder


@pytest.fixture(params=["local", "dask"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "local":
        yield engines.local(2)
    else:
        with cluster.engine(None, 2) as made:
            yield made


def test_a_process_that_dies_and_a_report_that_kills_change_nothing_else(engine: Engine, tmp_path: Path) -> None:
    source = reports(tmp_path / "报告", 120)
    (source / "2018" / "毒.txt").write_bytes((source / "2018" / "报告003.txt").read_bytes())
    work, names = task_over(source)
    good = [name for name in names if "毒" not in name]
    alone = carried_out(tmp_path / "一个进程", good, work, engines.in_process)
    unlucky = carried_out(tmp_path / "倒霉", good, Fatal(work, "报告057", tmp_path / "死过"), engine)
    assert (tmp_path / "死过").exists() and content(unlucky) == content(alone)
    poisoned = carried_out(tmp_path / "有毒", names, Fatal(work, "毒"), engine)
    found = [row for row in rows(poisoned, "verdicts") if row["status"] != "checked"]
    assert [(row["path"], row["code"]) for row in found] == [("2018/毒.txt", "killed")] and "进程异常退出" in found[0]["message"]
    assert sorted(row["path"] for row in rows(poisoned, "verdicts")) == sorted(names)
    others = {table: sorted((row for row in rows(poisoned, table) if row["path"] != "2018/毒.txt"), key=repr) for table in TABLES}
    assert others == {table: sorted(rows(alone, table), key=repr) for table in TABLES}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the processes of the workers in /proc")
def test_a_worker_killed_midway_changes_nothing(tmp_path: Path) -> None:
    work, names = task_over(reports(tmp_path / "报告", 120))
    with cluster.engine(None, 2) as engine:
        output, plan = begun(tmp_path / "两个", names)
        results = engine(plan, work)
        output.keep(*next(results))
        os.kill(_worker(), signal.SIGKILL)
        for batch, made in results:
            output.keep(batch, made)
    assert content(output.folder) == content(carried_out(tmp_path / "一个", names, work, engines.in_process))


def _worker() -> int:
    """A process of this one that is a Dask worker."""
    import psutil

    return next(child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline()))


@pytest.mark.skipif(os.name != "posix", reason="kills a group of processes by a signal")
@pytest.mark.parametrize("name", ["local", "dask"])
def test_an_audit_that_is_killed_goes_on_where_it_was(name: str, tmp_path: Path) -> None:
    reports(tmp_path / "报告", 200)
    (tmp_path / "tiny.yaml").write_bytes((ROOT / "tests/fixtures/rulesets/tiny/tiny.yaml").read_bytes())

    def begin(target: str) -> subprocess.Popen[bytes]:
        command = [*COMMAND, "audit", "报告", target, "--ruleset", "./tiny.yaml", "--today", "2025-03-01", "--jobs", "2", "--engine", name]
        return subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True)

    assert begin("一次").wait(300) == 0
    process = begin("两次")
    parts = tmp_path / "两次" / "verdicts"
    while process.poll() is None and len(list(parts.glob("*.parquet"))) < 2:
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    there = len(list(parts.glob("*.parquet")))
    assert 2 <= there < len(list((tmp_path / "一次" / "verdicts").glob("*.parquet")))
    assert begin("两次").wait(300) == 0
    assert content(tmp_path / "两次") == content(tmp_path / "一次")


def test_nobody_there_is_one_sentence(tmp_path: Path) -> None:
    reports(tmp_path / "报告", 1)
    command = [*COMMAND, "audit", "报告", "结果", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    ran = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=120)
    assert ran.returncode == 2 and ran.stderr.decode().startswith("错误：连不上调度器 tcp://127.0.0.1:1") and ran.stderr.count(b"\n") == 1


def test_the_workers_of_others_are_used_and_what_is_lost_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_LONG", 3)
    work, names = task_over(reports(tmp_path / "报告", 12))
    about, running = tmp_path / "scheduler.json", []

    def begin(*command: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        running.append(subprocess.Popen([sys.executable, "-m", *command, "--no-dashboard"], env=environment, cwd=tmp_path))

    try:
        begin("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(about))
        while not about.exists():
            time.sleep(0.05)
        address = json.loads(about.read_text())["address"]
        begin("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny")
        with cluster.engine(address, 1) as engine:
            assert content(carried_out(tmp_path / "别处", names, work, engine)) == content(carried_out(tmp_path / "本机", names, work, engines.in_process))
            plan = begun(tmp_path / "断了", names)[1]
            left = engine(plan, work)
            next(left)
            running.pop().kill()
            with pytest.raises(AuditError, match="工作进程都没有了"):
                list(left)
            left = engine(plan, work)
            threading.Timer(1, running[0].kill).start()
            with pytest.raises(AuditError, match="和调度器的连接断了"):
                list(left)
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()
