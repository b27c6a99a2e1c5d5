"""What is done with a batch wherever that is: read each report, review it, put what is said of it into tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from linter import __version__, batch, policy, readers
from linter.audit import AuditError
from linter.audit.source import Source
from linter.audit.tables import Rows, rows
from linter.batch import Result
from linter.batch.many import KILLED
from linter.config.find import Configs
from linter.policy import exceptions
from linter.ruleset import locate
from linter.ruleset.errors import RulesetError
from linter.ruleset.loader import loaded

_KILLED = Result("", "unchecked", code=KILLED, message="检查这份报告的进程异常退出（文件可能损坏，或展开后太大，内存不够），没有检查；请用原来的软件另存一份再查")
Named = tuple[str, Path | None]  # a ruleset by its name and the folder that a path is relative to


class Task(Struct, frozen=True):
    """Goes to every worker as it is. `folder` is where paths of the command line are relative to, `rulesets` what each has to be there."""

    source: Source
    configs: Configs
    folder: Path
    today: date
    version: str
    rulesets: Mapping[Named, str]

    def __call__(self, names: Iterable[str]) -> Rows:
        """The rows of these reports. Raises `AuditError` where this machine would judge otherwise than the one that asks."""
        _same(self.version, tuple(self.rulesets.items()))
        return rows(map(self._result, names))

    def _result(self, name: str) -> Result:
        options = self.configs.options(Path(self.source.place(name)))
        try:
            data = self.source.read(name)
        except readers.Unreadable as refusal:
            return Result(name, "unchecked", code=refusal.code, message=refusal.message)
        result = batch.review_bytes(data, name, replace(options, folder=options.folder or self.folder))
        return policy.selected(policy.marked(policy.remapped(result), exceptions.excuse(self.today)))


def killed(name: str) -> Rows:
    """What is said of a report that ends whatever process reviews it."""
    return rows([replace(_KILLED, path=name)])


def rulesets(configs: Configs, given: str | None, folder: Path) -> dict[Named, str]:
    """Every ruleset that may judge a report of this audit, and its digest. Raises `RulesetError`."""
    config = configs.of(folder)
    named: list[Named] = [(given, folder)] if given else []
    named += [(layer.choices.ruleset, layer.source.path.parent) for layer in (config.layers if config else ()) if layer.choices.ruleset and layer.source]
    if not given and not (config and config.spec.ruleset):  # the report's own agency chooses
        named += [(name, None) for name in locate.builtin_rulesets()]
    return {(name, where if locate.is_path(name) else None): loaded(name, where).label.digest for name, where in named}


@lru_cache(maxsize=4)
def _same(version: str, digests: Sequence[tuple[Named, str]]) -> None:
    """Once a process: an audit is one measure for all."""
    if version != __version__:
        raise AuditError(f"有的机器上是 fazhi-lint {__version__}，发起的机器上是 {version}；请装成同一版本再接着查")
    for (name, folder), digest in digests:
        try:
            same = loaded(name, folder).label.digest == digest
        except RulesetError:
            same = False
        if not same:
            raise AuditError(f"规则集 {name} 在有的机器上和发起的机器上不一样；请装成同一版本，自己的规则集放在各机器都看得到的同一处")
