"""YAML files to a validated `Ruleset`. Whatever is wrong is said with file, line and what to do."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from linter import digests, resources
from linter.review import RulesetLabel
from linter.ruleset import locate, validate
from linter.ruleset.assemble import Draft, with_items
from linter.ruleset.convert import Fault, choose, convert
from linter.ruleset.errors import Problem, RulesetError
from linter.ruleset.model import Applicability, ItemOverride, Override, Rule, Ruleset, RulesetSpec, RulesFile, RuleSpec
from linter.ruleset.yaml_source import Source, YamlPath, read

T = TypeVar("T")


def load(name: str, folder: Path, root: Path) -> Ruleset:
    """The ruleset of that name; its files in the order in which they were read. Raises `RulesetError`."""
    loading = _Loading(folder, root)
    ruleset = loading.ruleset(name)
    if loading.problems or ruleset is None:
        raise RulesetError(dict.fromkeys(loading.problems))
    return ruleset


@lru_cache(maxsize=64)
def _read_builtin(path: Path, name: str) -> Source:
    return read(path, name)


class _Layer:
    """One ruleset file of the chain from base to child."""

    def __init__(self, source: Source, place: locate.Place, content: dict[str, Any], spec: RulesetSpec) -> None:
        self.source = source
        self.place = place
        self.content = content
        self.spec = spec


class _Loading:
    """One call of `load`: problems are collected, so that one run shows all of them."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        self.files: list[Path] = []
        self._links: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.drafts: dict[str, Draft] = {}
        self.items: dict[str, ItemOverride] = {}
        self._digest = digests.sha256()
        self._sources: dict[Path, Source | None] = {}
        self._own: set[Path] = set()  # files that did not come with the program

    def ruleset(self, name: str) -> Ruleset | None:
        source = self._source(locate.builtin(resources.rulesets() / "applicability.yaml"))
        applicability = self._convert(source, source.value, Applicability) if source else None
        chain = self._chain(name)
        if applicability is None or not chain:
            return None
        for layer in chain:
            self._add_rules(layer, applicability)
            self._apply_overrides(layer)
            self._change_items(layer, applicability)
        rules = self._rules()
        self._one_rule_an_item(rules)
        last = chain[-1].spec
        known = next((layer.spec.knowledge_date for layer in reversed(chain) if layer.spec.knowledge_date), "")
        label = RulesetLabel(last.name or chain[-1].place.path.stem, last.version, self._digest.hexdigest(), known)
        return Ruleset(label, last.title, tuple(sorted(rules, key=lambda rule: rule.id)), with_items(applicability, self.items), tuple(map(str, self.files)), tuple(self._links.items()))

    # -- files

    def _source(self, place: locate.Place) -> Source | None:
        """A file parsed, counted in the digest once; null, with a problem noted, where it cannot be."""
        if place.asked and place.asked != place.path:
            self._links[str(place.asked)] = str(place.path)
        if place.path not in self._sources:
            self._sources[place.path] = None
            if not place.builtin:
                self._own.add(place.path)
            try:
                source = _read_builtin(place.path, place.name) if place.builtin else read(place.path, place.name)
                self._digest.update(len(source.data).to_bytes(8, "big") + source.data)
                self.files.append(place.path)
                _ = source.value
                self._sources[place.path] = source
            except RulesetError as error:
                self.problems.extend(error.problems)
        return self._sources[place.path]

    def _convert(self, source: Source, value: Any, type_: type[T], path: YamlPath = ()) -> T | None:
        try:
            return convert(value, type_)
        except Fault as fault:
            self.problems.append(fault.problem(source, path))
            return None

    def _chain(self, name: str) -> list[_Layer]:
        """The files from the most general to the one named; empty where one of them cannot be used."""
        chain: list[_Layer] = []
        folder = self.folder
        while True:
            child = chain[0] if chain else None
            try:
                place = locate.ruleset(name, folder, self.root)
            except locate.NotFound as error:
                self.problems.append(child.source.problem(str(error), ("extends",)) if child else Problem(name, 0, 0, str(error)))
                return []
            if child and any(layer.place.path == place.path for layer in chain):
                names = " → ".join([*(layer.place.name for layer in reversed(chain)), place.name])
                self.problems.append(child.source.problem(f"extends 绕成了圈（{names}）；删去一处 extends", ("extends",)))
                return []
            layer = self._layer(place)
            if layer is None:
                return []
            chain.insert(0, layer)
            if layer.spec.extends is None:
                return chain
            name, folder = layer.spec.extends, place.path.parent

    def _layer(self, place: locate.Place) -> _Layer | None:
        source = self._source(place)
        if source is None:
            return None
        content = source.value if source.value is not None else {}
        if not isinstance(content, dict):
            self.problems.append(source.problem("规则集文件要写成键值对，开头是 schema: 1；改正"))
            return None
        # rules, overrides and items are converted one by one, so that a fault in one does not hide the others'
        frame = {key: value for key, value in content.items() if not (key in ("overrides", "items") and isinstance(value, dict))}
        if isinstance(content.get("rules"), list):
            del frame["rules"]
        spec = self._convert(source, frame, RulesetSpec)
        return _Layer(source, place, content, spec) if spec else None

    # -- rules

    def _add_rules(self, layer: _Layer, applicability: Applicability) -> None:
        self._rules_of(layer.source, layer.content, layer.place, applicability)
        for index, name in enumerate(layer.spec.include):
            try:
                place = locate.inside(name, layer.place.path.parent, self.root)
            except locate.NotFound as error:
                self.problems.append(layer.source.problem(str(error), ("include", index)))
                continue
            source = self._source(place)
            if source is None:
                continue
            content = source.value if source.value is not None else {}
            frame = {**content, "rules": []} if isinstance(content, dict) and isinstance(content.get("rules"), list) else content
            if self._convert(source, frame, RulesFile) is not None:
                self._rules_of(source, content, place, applicability)

    def _rules_of(self, source: Source, content: dict[str, Any], place: locate.Place, applicability: Applicability) -> None:
        for index, value in enumerate(content.get("rules", [])):
            path: YamlPath = ("rules", index)
            spec = self._convert(source, value, RuleSpec, path)
            if spec is None:
                continue
            faults = list(validate.rule(spec, applicability))
            self.problems.extend(fault.problem(source, path) for fault in faults)
            rival = self.drafts.get(spec.id) or next((d for d in self.drafts.values() if d.spec.name == spec.name), None)
            if rival is not None:
                what = "id" if rival.spec.id == spec.id else "name"
                where = f"{rival.source.name}:{rival.source.place(rival.path)[0]}"
                advice = "要改写继承来的规则请用 overrides" if what == "id" and rival.source is not source else f"换一个 {what}"
                self.problems.append(source.problem(f"{what} {getattr(spec, what)} 与 {where} 的规则重复；{advice}", (*path, what)))
                continue
            draft = Draft(spec, source, path)
            self._give(draft, spec.with_, source, (*path, "with"), place)
            if not any(fault.path == ("check",) for fault in faults):
                self.drafts[spec.id] = draft

    def _give(self, draft: Draft, values: dict[str, Any], source: Source, path: YamlPath, place: locate.Place) -> None:
        """Parameters, those of a lexicon first, so that what stands beside it wins."""
        values = dict(values)
        name = values.pop("lexicon", None)
        if name is not None:
            content, lexicon = self._lexicon(str(name), source, path, place)
            if lexicon is not None:
                draft.give(content, lexicon, ())
        draft.give(values, source, path)

    def _lexicon(self, name: str, source: Source, path: YamlPath, place: locate.Place) -> tuple[dict[str, Any], Source | None]:
        try:
            lexicon = self._source(locate.lexicon(name, place.path.parent, self.root))
        except locate.NotFound as error:
            self.problems.append(source.problem(str(error), (*path, "lexicon")))
            return {}, None
        if lexicon is None:
            return {}, None
        if not isinstance(lexicon.value, dict):
            self.problems.append(lexicon.problem("词表文件要写成键值对；改正"))
            return {}, None
        return {key: value for key, value in lexicon.value.items() if key != "schema"}, lexicon

    def _apply_overrides(self, layer: _Layer) -> None:
        for ident, value in _mapping(layer.content, "overrides"):
            path: YamlPath = ("overrides", ident)
            override = self._convert(layer.source, value, Override, path)
            if override is None:
                continue
            draft = self.drafts.get(ident)
            if draft is None:
                advice = choose(ident, self.drafts) if self.drafts else "先写 extends"
                self.problems.append(layer.source.problem(f"没有可改写的规则 {ident}；{advice}", ("overrides",), ident))
            elif override.status == "off":
                del self.drafts[ident]
            else:
                try:
                    draft.change(override)
                    self._give(draft, override.with_, layer.source, (*path, "with"), layer.place)
                    draft.add(override.add, layer.source, (*path, "add"))
                except Fault as fault:
                    self.problems.append(fault.problem(layer.source, path))

    def _change_items(self, layer: _Layer, applicability: Applicability) -> None:
        for item, value in _mapping(layer.content, "items"):
            change = self._convert(layer.source, value, ItemOverride, ("items", item))
            if item not in applicability.items:
                message = f"没有叫 {item} 的对照项；{choose(item, applicability.items)}"
                self.problems.append(layer.source.problem(message, ("items",), item))
            elif change is not None:
                self.items[item] = change

    def _rules(self) -> list[Rule]:
        rules: list[Rule] = []
        for draft in self.drafts.values():
            rule = draft.rule()
            if isinstance(rule, Problem):
                self.problems.append(rule)
                continue
            rules.append(rule)
            if any(source.path in self._own for source, _ in draft.origins.values()):  # our own patterns are proven by tests
                self.problems.extend(draft.problem(fault) for fault in validate.bad_patterns(rule.params))
            if rule.spec.replaced_by is not None and rule.spec.replaced_by not in self.drafts:
                message = f"replaced_by 指向的规则 {rule.spec.replaced_by} 不存在；改正编号"
                self.problems.append(draft.source.problem(message, (*draft.path, "replaced_by")))
        return rules

    def _one_rule_an_item(self, rules: list[Rule]) -> None:
        owners: dict[str, Rule] = {}
        for rule in rules:
            first = owners.setdefault(rule.spec.item, rule) if rule.spec.item is not None else rule
            if first is not rule:
                draft = self.drafts[rule.id]
                message = f"对照项 {rule.spec.item} 已有规则 {first.id}；一项只能有一条规则，删去一处 item"
                self.problems.append(draft.source.problem(message, (*draft.path, "item")))


def _mapping(content: dict[str, Any], key: str) -> list[tuple[str, Any]]:
    value = content.get(key)
    return list(value.items()) if isinstance(value, dict) else []
