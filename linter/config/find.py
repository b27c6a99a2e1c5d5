"""Which configuration speaks for a report, and what follows: the command line over the file, later entries over earlier ones."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from linter.config.layer import Layer
from linter.config.model import PYPROJECT, TABLE, Choices
from linter.config.options import Options, Selection
from linter.facts import Filed, Overrides
from linter.review import Severity

if TYPE_CHECKING:
    from linter.config.load import Config

NAMES = (".fazhi-lint.yaml", ".fazhi-lint.yml", PYPROJECT)  # the first that a folder has speaks
_MARK = TABLE[-1].encode()

def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  without following links: where it is filed counts


class Configs:
    """The configurations of one run; each file is read once. `file` speaks for every report, `none` reads no file at all.

    `given` is what the command line chooses, `base` what it alone may set; its baseline and holders go before a file's.
    """

    def __init__(self, given: Choices | None = None, base: Options | None = None, *, file: Path | None = None, none: bool = False) -> None:
        self._given = given or Choices()
        self._base = base or Options()
        self._none = none
        self._last = self._base
        self._plain: Options | None = None  # where no file speaks
        self._file = _spoken(_absolute(file)) if file is not None else None
        self._found: dict[Path, Config | None] = {}

    def of(self, path: Path) -> Config | None:
        """The file that speaks for the report at `path`: the nearest above it, up to the top of its repository.

        Raises `RulesetError` where it does not hold.
        """
        if self._none or self._file is not None:
            return self._file
        return self._above(_absolute(path).parent)

    def passed_over(self, paths: Iterable[Path]) -> str | None:
        """A sentence where the file that was named cannot say what it says by path of some reports."""
        elsewhere = [path for path in paths if self._file is not None and self._file.passes_over(_absolute(path))]
        if not elsewhere or self._file is None:
            return None
        return f"注意：{len(elsewhere)} 份报告不在配置 {self._file.name} 所在的文件夹里，其中的 overrides、exceptions、paths 对它们不起作用"

    def layers(self, path: Path) -> list[Layer]:
        """Whatever is said of the report at `path`, the weightiest last."""
        config = self.of(path)
        return [*(config.layers_for(_absolute(path)) if config else ()), Layer(self._given)]

    def options(self, path: Path) -> Options:
        """As the file that speaks for it and the command line say; thousands of reports that are asked alike share one."""
        config = self.of(path)
        if config is None:
            self._plain = self._plain or self._made(path, None)
            return self._plain
        made = self._made(path, config)
        self._last = made if made != self._last else self._last
        return self._last

    def _made(self, path: Path, config: Config | None) -> Options:
        absolute, layers = _absolute(path), self.layers(path)

        def last(key: str) -> Any:
            """What the weightiest of those that say anything says."""
            return next((said for layer in reversed(layers) if (said := getattr(layer.choices, key)) is not None), None)

        severities: dict[str, Severity] = {}
        for layer in layers:
            severities.update(layer.choices.severities)
        ruleset = next((layer for layer in reversed(layers) if layer.choices.ruleset is not None), Layer(self._given))
        filed = config.filed(absolute) if config else Filed()
        ignore = tuple(selector for layer in layers for selector in layer.choices.ignore)
        return replace(
            self._base,
            ruleset=ruleset.choices.ruleset,
            overrides=Overrides(last("year"), last("agency"), last("kind"), last("stage"), filed),
            preview=bool(last("preview")),
            selection=Selection(tuple(last("select") or ()), ignore, last("min_confidence") or "low"),
            fail_on=last("fail_on") or "error",
            severities=severities,
            mandatory=tuple(config.spec.cannot_except) if config else (),
            waivers=config.waivers_for(absolute) if config else (),
            baseline=self._base.baseline or (config.baseline if config else None),
            holders=self._base.holders or (config.holders if config else None),
            folder=ruleset.source.path.parent if ruleset.source else None,
            config=config,
        )

    def _above(self, folder: Path) -> Config | None:
        if folder not in self._found:
            own = self._in(folder)
            top = folder.parent == folder or (folder / ".git").exists()
            self._found[folder] = own if own is not None or top else self._above(folder.parent)
        return self._found[folder]

    def _in(self, folder: Path) -> Config | None:
        for name in NAMES:
            path = folder / name
            if not os.path.isfile(path):  # noqa: PTH113  Path.is_file raises where a folder above may not be entered
                continue
            config = _spoken(path, whatever=name != PYPROJECT)
            if config is not None:
                return config
        return None


def _spoken(path: Path, *, whatever: bool = True) -> Config | None:
    """What a configuration file says; null where it is another tool's, however it is written, unless it is ours `whatever` it holds."""
    from linter.config.load import load, open_source  # noqa: PLC0415  where no such file is found, nothing that reads one is needed

    source = open_source(path)
    return load(source) if whatever or (_MARK in source.data and source.value is not None) else None
