"""What is settled for one report, and which place settled it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from linter.config.find import Configs
from linter.config.layer import Layer
from linter.config.model import Choices
from linter.discovery import shown

_ADDED_UP = ("ignore", "severities")  # of these every layer has its part; of the others the last one speaks
_DEFAULTS = {"fail-on": "error", "min-confidence": "low", "preview": False}


class Setting(Struct, frozen=True):
    """A key, its value as plain data, and where it was said; no place where it is the default."""

    key: str
    value: Any
    where: tuple[str, ...] = ()


def settings(configs: Configs, path: Path) -> list[Setting]:
    layers = configs.layers(path)
    found = [_choice(layers, attribute, key) for attribute, key in zip(Choices.__struct_fields__, Choices.__struct_encode_fields__, strict=True)]
    config, options = configs.of(path), configs.options(path)
    if config is None:
        return found

    def at(key: str) -> tuple[str, ...]:
        return (f"{config.name}:{config.source.place((), key)[0]}",)

    filed = {name: value for name in ("year", "agency", "kind") if (value := getattr(options.overrides.filed, name)) is not None}
    waivers = [{"rule": waiver.rule, "text": waiver.text, "reason": waiver.reason, "until": str(waiver.until) if waiver.until else None} for waiver in options.waivers]
    found.append(Setting("paths", filed, at("paths") if config.filings else ()))
    found.append(Setting("exceptions", waivers, tuple(waiver.where for waiver in options.waivers)))
    found.append(Setting("cannot_except", list(options.mandatory), at("cannot_except") if options.mandatory else ()))
    found += [Setting(name, shown(file) if file else None, at(name) if file else ()) for name, file in (("baseline", options.baseline), ("holders", options.holders))]
    return found


def _choice(layers: Sequence[Layer], attribute: str, key: str) -> Setting:
    said = [layer for layer in layers if getattr(layer.choices, attribute) not in (None, [], {})]
    if not said:
        return Setting(key, _DEFAULTS.get(key))
    values = [getattr(layer.choices, attribute) for layer in said]
    if key not in _ADDED_UP:
        return Setting(key, values[-1], (said[-1].where(key),))
    where = tuple(layer.where(key) for layer in said)
    if key == "severities":
        return Setting(key, {rule: severity for value in values for rule, severity in value.items()}, where)
    return Setting(key, [selector for value in values for selector in value], where)
