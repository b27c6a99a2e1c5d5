"""A configuration file to a `Config`: read strictly, every name in it checked. Faults are said with file and line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from linter import patterns
from linter.config import filing
from linter.config.layer import Layer
from linter.config.model import TABLE, Choices, ConfigSpec, Globs
from linter.config.options import Waiver, unknown_selectors
from linter.config.toml import TomlSource
from linter.discovery import shown
from linter.facts import Filed
from linter.ruleset import locate
from linter.ruleset.convert import Fault, convert
from linter.ruleset.errors import Problem, RulesetError
from linter.ruleset.loader import EVERY_RULE, loaded
from linter.ruleset.yaml_source import Source, YamlPath, read

_PLAIN = re.compile(r"/?[^/*?\[\\!#\s][^/*?\[\\\s]*(?:/[^/*?\[\\\s]+)+")


class Config(Struct, frozen=True):
    """A configuration file that holds. Globs and patterns in it are relative to `folder`."""

    source: Source
    spec: ConfigSpec
    layers: tuple[Layer, ...]
    waivers: tuple[Waiver, ...]
    filings: tuple[str, ...]  # `paths` in RE2

    @property
    def folder(self) -> Path:
        return self.source.path.parent

    @property
    def name(self) -> str:
        return self.source.name

    def relative(self, path: Path) -> str | None:
        """The path as globs see it; null where it does not lie below the folder."""
        try:
            name = shown(Path(os.path.relpath(path, self.folder)))
        except ValueError:  # another drive
            return None
        return None if name.startswith("../") else name

    def passes_over(self, path: Path) -> bool:
        """Whether it has something to say by path, and nothing of the report at `path` because that lies elsewhere."""
        return bool(self.layers[1:] or self.waivers or self.filings) and self.relative(path) is None

    def layers_for(self, path: Path) -> list[Layer]:
        name = self.relative(path)
        return [layer for layer in self.layers if not layer.files or any(matches(glob, name) for glob in layer.files)]

    def waivers_for(self, path: Path) -> tuple[Waiver, ...]:
        name = self.relative(path)
        return tuple(waiver for waiver in self.waivers if matches(waiver.file, name))

    @property
    def baseline(self) -> Path | None:
        return self._beside(self.spec.baseline)

    @property
    def holders(self) -> Path | None:
        return self._beside(self.spec.holders)

    def _beside(self, name: str | None) -> Path | None:
        """The file that is named relative to this one."""
        return from_here(self.folder / name) if name else None

    def filed(self, path: Path) -> Filed:
        name = self.relative(path)
        return filing.filed(self.filings, name) if name is not None else Filed()


def open_source(path: Path) -> Source:
    """A file that may be a configuration, read. Raises `RulesetError`."""
    source = read(path, shown(from_here(path)))
    return TomlSource(source.path, source.name, source.data) if path.suffix == ".toml" else source


def from_here(path: Path) -> Path:
    """The path from the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def load(source: Source) -> Config:
    """Raises `RulesetError`, which names every fault that was found."""
    content = source.value
    if content is None and isinstance(source, TomlSource):
        raise RulesetError([source.problem(f"文件里没有 [{'.'.join(TABLE)}] 这一节；加上这一节，或换一个配置文件")])
    try:
        spec = convert(content if content is not None else {}, ConfigSpec)
    except Fault as fault:
        raise RulesetError([fault.problem(source)]) from None
    problems: list[Problem] = []
    layers = tuple(_layers(source, spec, problems))
    config = Config(source, spec, layers, tuple(_waivers(source, spec, problems)), tuple(_filings(source, spec, problems)))
    problems += _bad_globs(config)
    if not problems:  # needs the rulesets
        problems += _unknown_rules(config)
    if problems:
        raise RulesetError(problems)
    return config


def matches(glob: str, name: str | None) -> bool:
    """Whether a relative path is meant, in the manner of a `.gitignore`; a null one never is."""
    if name is None:
        return False
    path = _path(glob)
    if path is not None:
        return name == path or name.startswith(path + "/")
    pattern = _pattern(glob)
    return pattern is not None and patterns.search(pattern, name) is not None


@lru_cache(maxsize=4096)
def _path(glob: str) -> str | None:
    """A glob without wildcards, the usual case, is compared as it is; null for any other."""
    return glob.removeprefix("/") if _PLAIN.fullmatch(glob) else None


@lru_cache(maxsize=4096)
def _pattern(glob: str) -> str | None:
    """A glob as pathspec translates it, run on RE2 like every pattern of a user; null where it names no file."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  only a configuration with globs pays for it

    try:
        made = [str(each.regex.pattern) for each in GitIgnoreSpec.from_lines([glob]).patterns if each.include and each.regex]
        for pattern in made:  # none of a blank, a comment or !…
            patterns.compile_pattern(pattern)
    except (ValueError, re.error):
        return None
    return made[0] if made else None


def _all(globs: Globs) -> tuple[str, ...]:
    return (globs,) if isinstance(globs, str) else tuple(globs)


def _layers(source: Source, spec: ConfigSpec, problems: list[Problem]) -> Iterator[Layer]:
    """The choices for all, then those for some."""
    made: list[tuple[Choices, tuple[str, ...], YamlPath]] = [(spec, (), ())]
    made += [(part, _all(part.files), ("overrides", index)) for index, part in enumerate(spec.overrides)]
    for choices, files, path in made:
        if choices.ruleset is not None:
            try:
                locate.ruleset(choices.ruleset, source.path.parent, locate.project_root(source.path.parent))
            except locate.NotFound as error:
                problems.append(source.problem(str(error), (*path, "ruleset")))
        yield Layer(choices, files, source, path)


def _waivers(source: Source, spec: ConfigSpec, problems: list[Problem]) -> Iterator[Waiver]:
    for index, given in enumerate(spec.exceptions):
        path: YamlPath = ("exceptions", index)
        if given.rule.startswith("Z"):
            problems.append(source.problem("Z 族是程序的提示，不能例外；不想看见的写进 ignore；删去这一条", (*path, "rule")))
        try:
            until = date.fromisoformat(given.until) if given.until else None
        except ValueError:
            problems.append(source.problem(f"日历上没有 {given.until} 这一天；改正", (*path, "until")))
            continue
        yield Waiver(given.file, given.rule, given.text.strip(), given.reason.strip(), until, f"{source.name}:{source.place(path)[0]}")


def _filings(source: Source, spec: ConfigSpec, problems: list[Problem]) -> Iterator[str]:
    for index, pattern in enumerate(_all(spec.paths)):
        try:
            yield filing.compiled(pattern)
        except filing.BadPattern as error:
            problems.append(source.problem(str(error), ("paths",) if isinstance(spec.paths, str) else ("paths", index)))


def _bad_globs(config: Config) -> Iterator[Problem]:
    given: list[tuple[tuple[str, ...], YamlPath]] = [(layer.files, (*layer.path, "files")) for layer in config.layers if layer.path]
    given += [((spec.file,), ("exceptions", index, "file")) for index, spec in enumerate(config.spec.exceptions)]
    for globs, path in given:
        for glob in globs or ("",):
            if _pattern(glob) is None:
                yield config.source.problem(f"文件式样“{glob}”用不了；写成相对配置文件的路径，* 代表任意字，如 2024/*.docx", path)


def _unknown_rules(config: Config) -> Iterator[Problem]:
    """Ids that no ruleset of this configuration has."""
    given = list(_selectors(config.spec))
    if not given:
        return
    names = {layer.choices.ruleset or EVERY_RULE for layer in config.layers}
    known = {ident for name in names for ident in loaded(name, config.folder).by_id}
    for selector, path in given:
        if unknown_selectors([selector], known):
            yield config.source.problem(f"没有规则 {selector}；用 fazhi-lint rules 看全部编号", path)


def _selectors(spec: ConfigSpec) -> Iterator[tuple[str, YamlPath]]:
    parts: list[tuple[Choices, YamlPath]] = [(spec, ()), *((part, ("overrides", index)) for index, part in enumerate(spec.overrides))]
    for choices, path in parts:
        for key in ("select", "ignore"):
            yield from _listed(getattr(choices, key) or (), (*path, key))
        yield from ((rule, (*path, "severities", rule)) for rule in choices.severities)
    yield from _listed(spec.cannot_except, ("cannot_except",))
    yield from ((given.rule, ("exceptions", index, "rule")) for index, given in enumerate(spec.exceptions))


def _listed(selectors: Iterable[str] | Sequence[str], path: YamlPath) -> Iterator[tuple[str, YamlPath]]:
    return ((selector, (*path, index)) for index, selector in enumerate(selectors))
