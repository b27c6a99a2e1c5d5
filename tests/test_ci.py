"""What runs in CI: the shell of action.yml and of the workflows that `init` writes, on git repositories made here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
import yaml

from tests.support import BAD, CLEAN, ROOT, TINY

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
BIN = Path(sys.executable).parent
HOSTILE = ("$(touch 中招).txt", "`touch 中招`.txt", "a;touch 中招.txt", '"; touch 中招; ".txt', "--fail-on=never.txt", "::error::x.txt")

def starter(name: str) -> Any:
    """A workflow that `init` writes, filled in with anything."""
    return yaml.safe_load(re.sub("@[A-Z]+@", "x", (ROOT / "linter" / "starters" / name).read_text(encoding="utf-8")))


pytestmark = [pytest.mark.long, pytest.mark.skipif(not shutil.which("bash") or not shutil.which("git"), reason="needs bash and git")]


@dataclass
class Runner:
    """A repository whose main has a bad report and whose branch adds a good one, and the files that GitHub's runner gives a step."""

    repository: Path
    files: Path
    inputs: dict[str, str] = field(default_factory=lambda: {name: given.get("default", "") for name, given in ACTION["inputs"].items()})
    base: str = ""

    def run(self, script: str, shell: str = "bash", **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI"))}
        place = {
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(self.files), "GITHUB_OUTPUT": str(self.files / "output"),
            "GITHUB_STEP_SUMMARY": str(self.files / "summary"), "PYTHONUTF8": "1",
        }
        options = ["--noprofile", "--norc", "-e", "-o", "pipefail"] if shell == "bash" else ["-e"]  # as the runner starts it
        return subprocess.run(
            [shell, *options, "-c", script], cwd=self.repository, env={**kept, **place, **environment},
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )

    def step(self, name: str) -> subprocess.CompletedProcess[str]:
        """A step of the action, its environment filled in as GitHub does."""
        step = STEPS[name]
        return self.run(step["run"], **{key: re.sub(r"\$\{\{ (.*?) \}\}", self._value, said) for key, said in step["env"].items()})

    def _value(self, match: re.Match[str]) -> str:
        kind, _, rest = match[1].partition(".")
        if kind == "inputs":
            return self.inputs[rest]
        if kind == "steps":
            return self.outputs[rest.rpartition(".")[2]]
        return {"github.base_ref": self.base, "github.action_path": str(ROOT)}[match[1]]

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in (self.files / "output").read_text(encoding="utf-8").splitlines())

    def git(self, *arguments: str) -> None:
        self.run('git -c user.name=a -c user.email=a@example.invalid "$@"'.replace('"$@"', " ".join(f"'{part}'" for part in arguments))).check_returncode()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    repository, files = tmp_path / "库", tmp_path / "runner"
    repository.mkdir()
    files.mkdir()
    (files / "output").touch()
    made = Runner(repository, files)
    made.git("init", "-q", "-b", "main")
    shutil.copy(TINY, repository / "tiny.yaml")
    (repository / ".fazhi-lint.yaml").write_text("ruleset: ./tiny.yaml  # for speed\n", encoding="utf-8")
    (repository / "坏.txt").write_text(BAD, encoding="utf-8")
    made.git("add", "-A")
    made.git("commit", "-qm", "1")
    made.git("update-ref", "refs/remotes/origin/main", "HEAD")
    made.git("switch", "-qc", "branch")
    (repository / "好.txt").write_text(CLEAN, encoding="utf-8")
    made.git("add", "-A")
    made.git("commit", "-qm", "2")
    return made


# -- the action


def test_nothing_is_pasted_into_a_shell() -> None:
    """Inputs and what GitHub says come as environment variables; each step that runs names its shell."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == ("shell" in step)
    for name in ("github-action", "github"):
        assert not any("${{" in step.get("run", "") for step in starter(f"{name}.yml")["jobs"]["check"]["steps"])


def test_a_push_checks_everything(runner: Runner) -> None:
    ran = runner.step("check")
    assert ran.returncode == 0, ran.stderr
    assert runner.outputs["exit-code"] == "1"
    assert "::error file=坏.txt,title=必改 W901%3A甲错,line=3," in ran.stdout
    assert json.loads(Path(runner.outputs["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (runner.files / "summary").read_text(encoding="utf-8").startswith("<!-- fazhi-lint -->")
    assert runner.step("verdict").returncode == 1


def test_a_merge_request_checks_what_it_changed(runner: Runner) -> None:
    runner.base = "main"
    ran = runner.step("check")
    assert (runner.outputs["exit-code"], "坏.txt" in ran.stdout) == ("0", False)
    assert runner.step("verdict").returncode == 0
    runner.inputs["changed-only"] = "false"
    runner.step("check")
    assert runner.outputs["exit-code"] == "1"


def test_the_other_inputs(runner: Runner) -> None:
    runner.inputs |= {"paths": "好.txt\n\n坏.txt\n", "fail-on": "never"}
    assert "坏.txt" in runner.step("check").stdout
    assert runner.outputs["exit-code"] == "0"
    runner.inputs |= {"paths": "没有.txt", "fail-on": ""}
    runner.step("check")
    assert runner.outputs["exit-code"] == "3"
    (runner.repository / "本.yaml").write_text("fail-on: 很严\n", encoding="utf-8")
    runner.inputs |= {"paths": ".", "config": "本.yaml"}
    ran = runner.step("check")
    assert runner.outputs["exit-code"] == "2"
    assert "本.yaml:1" in ran.stderr
    assert runner.step("verdict").returncode == 2


def test_nothing_of_an_earlier_use_in_the_same_job_is_left(runner: Runner) -> None:
    runner.step("check")
    (runner.files / "output").write_text("", encoding="utf-8")
    runner.inputs["config"] = "没有.yaml"
    runner.step("check")
    assert (runner.outputs["exit-code"], "sarif" in runner.outputs) == ("2", False)


def test_a_shallow_clone_is_told_what_to_do(runner: Runner) -> None:
    runner.base = "dev"
    ran = runner.step("check")
    assert runner.outputs["exit-code"] == "2"
    assert "没有 origin/dev 这个提交" in ran.stderr


def test_no_name_is_run(runner: Runner) -> None:
    """Names of files and branches, and the inputs, are words and nothing else."""
    for name in HOSTILE:
        (runner.repository / name).write_text(BAD, encoding="utf-8")
    runner.inputs["paths"] = "\n".join([*HOSTILE, "坏.txt"])
    ran = runner.step("check")
    assert runner.outputs["exit-code"] == "1"
    assert f"合计 {len(HOSTILE) + 1}份报告" in ran.stdout
    runner.base = runner.inputs["config"] = "".join(HOSTILE[:4])
    runner.step("check")
    assert runner.outputs["exit-code"] == "2"
    assert not list(runner.files.parent.rglob("中招"))


def test_words_of_a_report_are_no_commands(runner: Runner) -> None:
    forged = "::error title=x::伪造"
    (runner.repository / "坏.txt").write_text(BAD.replace("有甲错", f"{forged}，有甲错"), encoding="utf-8")
    lines = runner.step("check").stdout.splitlines()
    stop = next(number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[stop].removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert lines[-2:] == [f"::{token}::", "::endgroup::"]
    quoted = [number for number, line in enumerate(lines) if "error title=x" in line and not line.startswith("::error file=")]
    assert quoted and min(quoted) > stop
    assert not any(line.strip().startswith(forged) for line in lines)


def test_where_packages_are_kept(runner: Runner) -> None:
    ran = runner.step("place")
    assert ran.returncode == 0, ran.stderr
    assert re.fullmatch("[0-9a-f]{64}", runner.outputs["key"])
    assert runner.outputs["packages"]


def test_what_is_installed_is_the_action_itself(runner: Runner) -> None:
    """Only what pip would be asked: installing is the business of the tests of the wheel and of the hooks."""
    tools = runner.files / "bin"
    tools.mkdir()
    (tools / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    (tools / "python").chmod(0o755)
    ran = runner.run(f'PATH="{tools}:$PATH"\n{STEPS["install"]["run"]}', ACTION=str(ROOT))
    assert ran.stdout.splitlines()[-1] == f"{ROOT}[docx,html,ofd,pdf]"
    extras = re.search(r"\[(.*)\]", ran.stdout.splitlines()[-1])
    assert extras is not None
    assert extras[1].split(",") == re.findall(r"(?m)^(docx|html|ofd|pdf) = ", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))


# -- what init writes


def test_the_workflow_of_github(runner: Runner) -> None:
    script = starter("github.yml")["jobs"]["check"]["steps"][-1]["run"]
    everything, changed = runner.run(script, BASE=""), runner.run(script, BASE="main")
    assert (everything.returncode, changed.returncode) == (1, 0)
    assert "::error file=坏.txt" in everything.stdout
    assert (runner.files / "summary").read_text(encoding="utf-8").startswith("<!-- fazhi-lint -->")


def test_the_job_of_gitlab(runner: Runner) -> None:
    job = starter("gitlab.yml")["fazhi-lint"]
    everything = runner.run("\n".join(job["script"]), shell="sh")
    assert everything.returncode == 1, everything.stderr
    reports = job["artifacts"]["reports"]
    issues = json.loads((runner.repository / reports["codequality"]).read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"坏.txt"}
    suites = ElementTree.fromstring((runner.repository / reports["junit"]).read_bytes())
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("坏.txt", "1"), ("好.txt", "0")]
    assert runner.run("\n".join(job["script"]), shell="sh", CI_MERGE_REQUEST_DIFF_BASE_SHA="main").returncode == 0


# -- what docs/ci.md offers


def recipe(name: str) -> str:
    found = re.search(f"<!-- {name} -->\n```sh\n(.*?)```", (ROOT / "docs" / "ci.md").read_text(encoding="utf-8"), re.S)
    assert found is not None
    return found[1]


def test_the_recipe_for_any_ci(runner: Runner) -> None:
    everything, changed = runner.run(recipe("ci-script"), "sh"), runner.run(recipe("ci-script"), "sh", BASE="main")
    assert (everything.returncode, changed.returncode) == (1, 0)
    assert everything.stdout.endswith("有要改的，见上\n")
    assert {path.name for path in runner.repository.iterdir()} >= {"fazhi-lint.xml", "checkstyle.xml", "fazhi-lint.sarif", "评论.md"}


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
@pytest.mark.parametrize(("notes", "expected"), [([], "POST /notes"), ([{"id": 3, "body": "好"}, {"id": 7, "body": "<!-- fazhi-lint -->\n旧"}], "PUT /notes/7")])
def test_a_comment_is_written_once(runner: Runner, notes: list[dict[str, Any]], expected: str) -> None:
    said: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            said.append((f"{self.command} /{self.path.partition('/merge_requests/5/')[2]}", body))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(notes).encode())

        do_GET = do_PUT = do_POST = answer  # noqa: N815  names that the library calls

        def log_message(self, *_: object) -> None: ...

    (runner.repository / "评论.md").write_text("<!-- fazhi-lint -->\n新 & 旧\n", encoding="utf-8")
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        place = {"CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}", "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "5", "FAZHI_TOKEN": "x"}
        ran = runner.run(recipe("gitlab-comment"), "sh", no_proxy="127.0.0.1", **place)
        server.shutdown()
    assert ran.returncode == 0, ran.stderr
    assert [request for request, _ in said] == ["GET /notes?per_page=100", expected]
    assert parse_qs(said[1][1]) == {"body": ["<!-- fazhi-lint -->\n新 & 旧\n"]}
