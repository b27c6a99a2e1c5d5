"""The baseline: findings that were there when it was written, by fingerprint, one a line, so that only new ones count.

JSON Lines, sorted, paths relative to the file: a line can be read, searched, deleted and merged by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct, field

from linter.batch import Result
from linter.config.options import chosen
from linter.policy.notices import noticed, ran
from linter.readers import why
from linter.review import Finding, Suppression

SCHEMA = "fazhi-lint/baseline@1"
_QUOTED = 40  # letters of a finding's text that its line shows


class BaselineError(ValueError):
    """A baseline that cannot be used; the text says where and what to do."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of the file: what it is (the first), a report (with `sha256`), or a finding of it (with `fingerprint`)."""

    schema: str = ""
    path: str = ""
    sha256: str = ""
    rule: str = ""
    text: str = ""
    fingerprint: str = ""


class Baseline(Struct, frozen=True, dict=True):
    """`entries` are lines of findings by report and fingerprint; `digests` what each of these reports' bytes were."""

    file: Path
    entries: Mapping[str, Mapping[str, Line]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def name(self, result: Result) -> str:
        """What the file calls a report."""
        try:
            return Path(os.path.relpath(result.path, self.file.parent)).as_posix()
        except ValueError:  # another drive
            return Path(os.path.abspath(result.path)).as_posix()  # noqa: PTH100  a link is another report

    def known(self, result: Result) -> Mapping[str, Line]:
        """The entries of a report; one that was renamed, and is otherwise as it was, has those of the name that is gone."""
        name = self.name(result)
        return self.entries.get(name if name in self.entries else self._former.get(result.sha256 or "", name), {})

    @cached_property
    def _former(self) -> dict[str, str]:
        """Reports that are gone, by what their bytes were."""
        return {digest: path for path, digest in self.digests.items() if digest and not self.has(path)}

    def has(self, path: str) -> bool:
        return (self.file.parent / path).exists()

    @property
    def gone(self) -> list[str]:
        """Reports that are no longer there under their name."""
        return [path for path in self.entries if not self.has(path)]


class Baselines(Struct, frozen=True):
    """The baselines of one run, each read once. Raises `BaselineError` where one cannot be used."""

    ready: dict[Path, Baseline] = field(default_factory=dict)

    def of(self, result: Result) -> Baseline | None:
        file = result.options.baseline
        if file is None:
            return None
        if file not in self.ready:
            self.ready[file] = read(file)
        return self.ready[file]

    def excuse(self, result: Result, finding: Finding) -> Suppression | None:
        baseline = self.of(result)
        if baseline is None or finding.fingerprint not in baseline.known(result):
            return None
        return Suppression("baseline", f"{baseline.file.name} 里记着的旧问题")

    def watched(self, result: Result) -> Result:
        """The result with a finding for entries that have nothing left to excuse."""
        baseline = self.of(result)
        if baseline is None or result.review is None:
            return result
        there = {finding.fingerprint for finding in result.review.findings}
        stale = sum(mark not in there and ran(result, line.rule) for mark, line in baseline.known(result).items())
        return noticed(result, "baseline-stale", {"count": stale, "file": baseline.file.name}) if stale else result


def read(file: Path) -> Baseline:
    """Raises `BaselineError`."""
    try:
        lines = file.read_bytes().decode("utf-8-sig").rstrip("\n").split("\n")
    except FileNotFoundError:
        raise BaselineError(f"没有基线文件 {file}；核对路径，或先用 --write-baseline {file} 写成") from None
    except OSError as error:
        raise BaselineError(f"基线文件 {file} 读不出来：{why(error)}") from None
    except UnicodeDecodeError:
        raise BaselineError(f"基线文件 {file} 不是 UTF-8 编码；从版本库恢复，或删去后重新写成") from None
    entries: dict[str, dict[str, Line]] = {}
    digests: dict[str, str] = {}
    for number, text in enumerate(lines, 1):
        try:
            line = msgspec.json.decode(text, type=Line)
        except msgspec.DecodeError:
            line = None
        if number == 1 and (line is None or line.schema != SCHEMA):
            raise BaselineError(f'{file}:1: 这不是基线文件，基线的第一行是 {{"schema":"{SCHEMA}"}}；换一个文件名')
        if line is None:
            raise BaselineError(f"{file}:{number}: 这一行不是基线的内容；删去这一行，合并留下的 <<<<<<< 等记号也要删去")
        if line.fingerprint:
            entries.setdefault(line.path, {})[line.fingerprint] = line
        elif line.path:
            digests[line.path] = line.sha256
    return Baseline(file, entries, digests)


def updated(old: Baseline, results: Iterable[Result], *, add: bool) -> Baseline:
    """What the baseline becomes: entries with nothing left to excuse go, those of reports that are gone too; with `add`
    come the findings of `results` that count, as marked by everything but a baseline. What was not looked at stays."""
    entries = {path: dict(lines) for path, lines in old.entries.items() if old.has(path)}
    digests = dict(old.digests)
    for result in results:
        if result.review is None:
            continue
        name = old.name(result)
        open_to = [finding for finding in result.review.findings if not chosen(result.options.mandatory, finding)]
        there = {finding.fingerprint for finding in open_to}
        kept = {
            mark: msgspec.structs.replace(line, path=name)
            for mark, line in old.known(result).items() if mark in there or not ran(result, line.rule)
        }
        if add:
            new = (finding for finding in open_to if _counts(result, finding))
            kept |= {found.fingerprint: Line(path=name, rule=found.rule, text=found.text[:_QUOTED], fingerprint=found.fingerprint) for found in new}
        entries[name], digests[name] = kept, result.sha256 or ""
    return Baseline(old.file, {path: lines for path, lines in entries.items() if lines}, digests)


def _counts(result: Result, finding: Finding) -> bool:
    return finding.category != "input" and finding.suppressed is None and result.options.selection.wants(finding)


def written(baseline: Baseline) -> bytes:
    """The file's bytes; the same entries give the same bytes."""
    lines = [Line(schema=SCHEMA)]
    for path in sorted(baseline.entries):
        lines.append(Line(path=path, sha256=baseline.digests.get(path, "")))
        lines += sorted(baseline.entries[path].values(), key=lambda line: (line.rule, line.text, line.fingerprint))
    return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
