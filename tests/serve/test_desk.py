"""The page at the desk keeps its promises: to whom it answers, how much, how long, how many, and that nothing stays."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

for name in ("starlette", "uvicorn", "python_multipart"):
    pytest.importorskip(name, reason="the serve extra brings it")

from linter.serve import pages, review, upload
from linter.serve.review import Reviewers
from linter.serve.task import Choices, Task
from linter.serve.worker import answer
from tests.serve.running import Answered, Running, running, standing_in

LIMIT = 59  # seconds that nobody waits for
REPORT = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n全年立案12件。\n".encode()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Has another program review, so that a test is quick and can do what no reviewer does."""

    def use(script: str = "") -> None:
        monkeypatch.setattr(review, "again", lambda _: standing_in(script))

    use()
    return use


@pytest.fixture
def desk(stand_in: Callable[[str], None]) -> Iterator[Running]:
    with running() as page:
        yield page


# who may ask


@pytest.mark.parametrize("host", ["example.com", "127.0.0.1", "127.0.0.1:1", "localhost", "0.0.0.0:{port}", "example.com:{port}", "127.0.0.1.example.com:{port}", ""])
def test_another_host_name_is_refused(desk: Running, host: str) -> None:
    for answered in (desk.get("/", host=host.format(port=desk.port)), desk.get("/desk.css", host=host.format(port=desk.port))):
        assert answered.status == 403
        assert desk.ticket not in answered.text


def test_our_own_names_are_answered(desk: Running) -> None:
    assert [desk.get("/", host=f"{name}:{desk.port}").status for name in ("127.0.0.1", "localhost")] == [200, 200]


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://example.com"}, {"origin": "null"}, {"origin": None}, {"origin": "https://127.0.0.1:{port}"}, {"origin": "http://localhost:{port}"},
     {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}],
)
def test_a_form_of_another_page_is_refused(desk: Running, headers: dict[str, str | None]) -> None:
    sent = {name: value and value.format(port=desk.port) for name, value in headers.items()}
    assert desk.post("/check", "a.txt", REPORT, **sent).status == 403


def test_a_form_without_our_ticket_is_refused(desk: Running) -> None:
    other = Running(desk.port, "x" * len(desk.ticket))
    at = desk.check("a.txt", REPORT)
    assert [other.post(path, "a.txt", REPORT).status for path in ("/check", f"{at}/again", f"{at}/drop")] == [403] * 3
    assert desk.get(at).status == 200


def test_another_page_can_neither_lead_to_a_result_nor_load_it(desk: Running) -> None:
    at = desk.check("a.txt", REPORT)
    for path in (at, f"{at}/report", f"{at}/file/checklist"):
        assert [desk.get(path, sec_fetch_site=site).status for site in ("cross-site", "same-site", "same-origin", "none")] == [403, 403, 200, 200]
    assert desk.get("/", sec_fetch_site="cross-site").status == 200


def test_every_answer_forbids_what_it_does_not_need(desk: Running) -> None:
    at = desk.check("a.txt", REPORT)
    for path in ("/", "/desk.css", "/desk.js", "/nothing", at, f"{at}/report", f"{at}/file/checklist"):
        headers = desk.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
        assert (headers["cache-control"], headers["x-content-type-options"], headers["access-control-allow-origin"]) == ("no-store", "nosniff", None)
    policy = desk.get(f"{at}/report").headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.endswith("sandbox")


@pytest.mark.parametrize(("method", "path"), [("GET", "/check"), ("PUT", "/"), ("DELETE", "/check"), ("GET", "/desk.py"), ("GET", "/../../etc/passwd")])
def test_what_is_not_there_is_said(desk: Running, method: str, path: str) -> None:
    answered = desk.ask(method, path, origin=desk.origin)
    assert answered.status in (404, 405)
    assert "没有这一页" in answered.text


def test_a_fault_of_ours_is_one_sentence(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(pages, "result", fail)
    answered = desk.get(desk.check("a.txt", REPORT))
    assert (answered.status, "程序出错（ZeroDivisionError: ours）" in answered.fault) == (500, True)


# how much


@pytest.mark.parametrize("streamed", [False, True])
def test_what_is_too_large_is_neither_kept_nor_reviewed(desk: Running, monkeypatch: pytest.MonkeyPatch, streamed: bool) -> None:
    monkeypatch.setattr(upload, "LARGEST", 1000)
    monkeypatch.setattr(review, "again", None)
    body = iter([b"x" * 65536] * 40) if streamed else b"x" * 65536 * 40
    answered = desk.ask("POST", f"/check?ticket={desk.ticket}", body, content_type="multipart/form-data; boundary=b")
    assert answered.status in (400, 413)  # 400 where the parser saw first that this is no form
    form = desk.post("/check", "a.docx", b"x" * 200_000)
    assert form.status == 413
    assert "上限" in form.fault


def test_the_limit_is_that_of_the_format(desk: Running) -> None:
    answered = desk.post("/check", "a.txt", b"x" * (2 * 1024 * 1024 + 1))
    assert (answered.status, "超过 2 MB 上限" in answered.fault) == (413, True)


@pytest.mark.parametrize("fields", [{f"f{number}": "x" for number in range(20)}, {"agency": "x" * 2000}])
def test_more_than_the_form_holds_is_refused(desk: Running, fields: dict[str, str]) -> None:
    assert desk.post("/check", "a.txt", REPORT, fields).status == 400


@pytest.mark.parametrize("body", [b"", b"--b", b"x" * 100, b'--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n'])
def test_no_form_at_all_is_one_sentence(desk: Running, body: bytes) -> None:
    for kind in ("multipart/form-data; boundary=b", "multipart/form-data", "application/json", ""):
        answered = desk.ask("POST", f"/check?ticket={desk.ticket}", body, content_type=kind)
        assert answered.status in (400, 415)
        assert answered.fault.endswith("。")


@pytest.mark.parametrize("fields", [{"year": "20二五"}, {"year": "1"}, {"kind": "king"}, {"stage": "x"}])
def test_a_choice_that_there_is_not_is_refused(desk: Running, fields: dict[str, str]) -> None:
    assert desk.post("/check", "a.txt", REPORT, fields).status == 400


def test_no_file_and_two_files_are_said(desk: Running) -> None:
    assert "还没有选文件" in desk.post("/check", fields={"year": ""}).fault
    assert "还没有选文件" in desk.post("/check", "", b"").fault
    two = b"".join(b'--b\r\nContent-Disposition: form-data; name="report"; filename="a.txt"\r\n\r\nx\r\n' for _ in range(2)) + b"--b--\r\n"
    answered = desk.ask("POST", f"/check?ticket={desk.ticket}", two, content_type="multipart/form-data; boundary=b")
    assert (answered.status, "一次只能查一份" in answered.fault) == (400, True)


# how long


def test_a_review_that_takes_too_long_is_ended_with_all_it_has_begun(
    stand_in: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = tmp_path / "pid"
    stand_in(f"""
import os, pathlib, subprocess, tempfile, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
folder = tempfile.mkdtemp()
pathlib.Path(folder, "report.doc").write_bytes(task.data)
pathlib.Path({str(note)!r} + "new").write_text(f"{{os.getpid()}} {{child.pid}} {{folder}}")
pathlib.Path({str(note)!r} + "new").rename({str(note)!r})
time.sleep(60)
""")
    patient = asyncio.wait_for

    async def up_when_begun(work: Coroutine[Any, Any, Any], timeout: float) -> Any:
        if timeout != LIMIT:
            return await patient(work, timeout)
        task = asyncio.ensure_future(work)
        while not note.exists():
            await asyncio.sleep(0.05)
        return await patient(task, 0.1)

    monkeypatch.setattr(review.asyncio, "wait_for", up_when_begun)
    monkeypatch.setattr(review, "end", None)  # it ends when it is asked to; from then on its number may be another's
    with running(Reviewers(running=1, waiting=1, seconds=LIMIT)) as page:
        answered = page.post("/check", "a.txt", REPORT, {"year": "2024"})
    assert answered.status == 422
    assert f"超过 {LIMIT} 秒" in answered.fault
    assert 'value="2024"' in answered.text  # what was chosen need not be typed again
    worker, child, folder = note.read_text().split()
    assert not alive(int(worker))
    assert not Path(folder).parent.exists()
    wait_for(lambda: not alive(int(child)))


def test_a_review_that_crashes_costs_only_its_report(desk: Running, stand_in: Callable[[str], None]) -> None:
    for script in ("import os; os._exit(3)", "raise MemoryError", "sys.stdout.buffer.write(b'nonsense'); sys.exit()"):
        stand_in(script)
        answered = desk.post("/check", "a.txt", REPORT)
        assert (answered.status, "异常退出" in answered.fault) == (422, True)
    stand_in("")
    assert desk.check("a.txt", REPORT)


def test_an_end_does_not_wait_for_a_review_nor_leave_it(stand_in: Callable[[str], None], tmp_path: Path) -> None:
    note = tmp_path / "pid"
    stand_in(f"import os, time, pathlib\npathlib.Path({str(note)!r}).write_text(str(os.getpid()))\ntime.sleep(60)")
    started = time.monotonic()
    with running(Reviewers(running=1, waiting=1, seconds=60)) as page:
        threading.Thread(target=lambda: _quietly(page)).start()
        wait_for(lambda: note.exists() and bool(note.read_text()))
    assert time.monotonic() - started < 40
    wait_for(lambda: not alive(int(note.read_text())))


# how many


def test_many_at_once_wait_or_are_sent_away_and_none_is_lost(stand_in: Callable[[str], None], tmp_path: Path) -> None:
    stand_in(
        f"import pathlib, time\nhere = pathlib.Path({str(tmp_path)!r}, 'at work')\nhere.mkdir()\ntime.sleep(.2)\nhere.rmdir()"  # two at once would fail
    )
    answers: list[Answered] = []
    with running(Reviewers(running=1, waiting=3, seconds=60)) as page:
        threads = [threading.Thread(target=lambda: answers.append(page.post("/check", "a.txt", REPORT))) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert page.check("a.txt", REPORT)  # there is room again
    counts = Counter(answered.status for answered in answers)
    assert counts[303] >= 4
    assert counts[303] + counts[503] == 12
    assert counts[503]
    away = next(answered for answered in answers if answered.status == 503)
    assert int(away.headers["retry-after"]) > 0
    assert "太多" in away.fault


def test_who_is_sent_away_gives_a_place_back(desk: Running) -> None:
    for _ in range(30):
        assert desk.post("/check", "a.exe", b"x").status == 415
    assert desk.check("a.txt", REPORT)


# nothing stays


def test_an_upload_is_never_put_on_disk(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was spooled to disk")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(tempfile, "_TemporaryFileWrapper", refuse)
    at = desk.check("a.docx", b"x" * 5_000_000)
    assert desk.get(f"{at}/file/checklist").body == b"x" * 5_000_000


def test_nothing_is_left_when_a_report_is_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the real reviewer."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with running() as page:
        at = page.check("某区报告.txt", REPORT)
        assert list(tmp_path.iterdir()) == []
        shown = page.get(at).text
        assert "某区水务局 2024年度" in shown
        assert page.get(f"{at}/file/annotated").body.startswith(b"PK")
        assert page.get(f"{at}/file/checklist").body.startswith(b"\xef\xbb\xbf")
        again = page.post(f"{at}/again", fields={"year": "2023", "agency": "", "kind": "street", "stage": ""})
        assert "街道办事处" in page.get(again.headers["location"]).text
        assert list(tmp_path.iterdir()) == []


def test_what_was_cleared_is_gone(desk: Running) -> None:
    at = desk.check("a.txt", REPORT)
    assert "已经清除" in desk.post(f"{at}/drop").text
    for path in (at, f"{at}/report", f"{at}/file/checklist"):
        assert desk.get(path).status == 404
    assert desk.post(f"{at}/again").status == 404


def test_a_result_has_a_name_that_cannot_be_guessed(desk: Running) -> None:
    names = {desk.check("a.txt", REPORT).rpartition("/")[2] for _ in range(3)}
    assert len(names) == 3
    assert all(re.fullmatch(r"[\w-]{32}", name) for name in names)
    assert desk.get(f"/r/{'x' * 32}").status == 404


# names and files that mean harm


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("报告.docx", "报告.docx"), ("../../etc/passwd.txt", "passwd.txt"), ("C:\\用户\\报告.docx", "报告.docx"), ("/root/.ssh/a.md", "a.md"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"), ('a";x=".txt', "a_;x=_.txt"), ("x\u202etxt.docx", "xtxt.docx"), ("\0.txt", "txt"),
        ("...", "报告"), (".txt", "txt"), ("a" * 500 + ".txt", "a" * 100 + ".txt"), ("con<>|?*.pdf", "con_____.pdf"), ("a.txt" + "x" * 99, "a.txtxxxxxx"),
    ],
)
def test_a_name_is_made_harmless(given: str, safe: str) -> None:
    assert upload.safe_name(given) == safe


def test_a_hostile_name_reaches_neither_page_nor_headers(desk: Running) -> None:
    at = desk.check("<img src=x onerror=alert(1)>\r\nX-Bad: 1.txt", REPORT)
    page, file = desk.get(at), desk.get(f"{at}/file/checklist")
    assert "<img" not in page.text
    assert file.headers["x-bad"] is None
    assert unquote(file.headers["content-disposition"]) == "attachment; filename*=UTF-8''_img src=x onerror=alert(1)_%0D%0AX-Bad_ 1.txt.csv"


@pytest.mark.parametrize(("name", "word"), [("a.exe", ".doc"), ("报告", "没有写明"), ("a.docx.zip", "认不出"), (".htaccess", "认不出")])
def test_an_unknown_kind_of_file_is_refused(desk: Running, name: str, word: str) -> None:
    answered = desk.post("/check", name, REPORT)
    assert answered.status == 415
    assert "认不出" in answered.fault or word in answered.fault


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"PK\3\4" + b"broken" * 50, "损坏"), ("a.docx", b"%PDF-1.7", ""), ("a.pdf", b"PK\3\4", "不是 PDF"), ("a.ofd", b"x", ""),
        ("a.txt", b"\x00\x01", "不是文本"), ("a.txt", b"   ", "空"), ("a.doc", b"x" * 100, "不是 .doc 格式"), ("a.html", b"", "不是网页"),
    ],
)
def test_a_broken_or_misnamed_file_is_one_sentence(name: str, data: bytes, words: str) -> None:
    refusal = answer(Task(name, data, date(2025, 3, 1), Choices())).refusal
    assert refusal is not None
    assert words in refusal
    assert "\n" not in refusal and "Traceback" not in refusal


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def wait_for(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def _quietly(page: Running) -> None:
    with suppress(OSError):
        page.post("/check", "a.txt", REPORT)
