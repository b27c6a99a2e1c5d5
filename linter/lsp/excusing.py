"""“Leave it as it is” as a quick fix: an exception in the configuration that speaks for the report, with the reason left to write.

Until a reason is written the exception excuses nothing, and the report says so; the quick fix only saves typing. It is offered only
where the configuration, read with the new lines, has just this one exception more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from lsprotocol import types
from msgspec.structs import replace
from pygls.uris import from_fs_path

from linter.config.load import Config
from linter.config.options import chosen
from linter.lsp.places import Places
from linter.lsp.reviewing import Reviewed
from linter.review import Finding
from linter.ruleset.errors import RulesetError
from linter.ruleset.yaml_source import Source
from linter.writers.digest import label

_QUOTED = 40  # letters that are enough to find a passage again


def excuse(reviewed: Reviewed, finding: Finding, open_texts: Mapping[str, str]) -> types.CodeAction | None:
    """The action; null where there is no YAML configuration to write in, or it is being changed, or nothing may excuse the rule."""
    options = reviewed.result.options if reviewed.result else None
    config = options.config if options else None
    if options is None or config is None or finding.category == "input" or chosen(options.mandatory, finding):
        return None
    file = config.relative(reviewed.version.path.absolute())
    uri = from_fs_path(str(config.source.path))
    if file is None or uri is None or type(config.source) is not Source:  # a pyproject.toml is left to its owner
        return None
    text = config.source.data.decode("utf-8", "replace")
    if open_texts.get(unquote(uri), text) != text:
        return None
    at, words = _entry(config, text, _written(file, finding))
    if not _adds_one(config.source, text[:at] + words + text[at:]):
        return None
    where = Places(text, reviewed.version.codec).position(at)
    edit = types.WorkspaceEdit({uri: [types.TextEdit(types.Range(where, where), words)]})
    return types.CodeAction(f"不改 {label(finding)}：在 {Path(config.source.path).name} 里登记例外，写明理由", types.CodeActionKind.QuickFix, edit=edit)


def _written(file: str, finding: Finding) -> str:
    """The exception as one line of YAML (JSON's strings are YAML's)."""
    quoted = finding.text.split("\n")[0][:_QUOTED]
    given = {"file": file, "rule": label(finding), **({"text": quoted} if quoted else {}), "reason": ""}
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in given.items()) + "}"


def _entry(config: Config, text: str, written: str) -> tuple[int, str]:
    """Where the new lines go, and they: before the first exception that there is, else a list of them at the end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if config.spec.exceptions:
        lines = text.split("\n")
        row = config.source.place(("exceptions", 0))[0] - 1
        indent = re.match(r"\s*", lines[row])
        return sum(len(line) + 1 for line in lines[:row]), f"{indent[0] if indent else ''}- {written}{newline}"
    ended = "" if not text or text.endswith("\n") else newline
    return len(text), f"{ended}exceptions:{newline}- {written}{newline}"


def _adds_one(source: Source, text: str) -> bool:
    try:
        new, old = replace(source, data=text.encode("utf-8")).value, source.value
    except RulesetError:
        return False
    if not isinstance(new, dict):
        return False
    before = old if isinstance(old, dict) else {}
    added = new.pop("exceptions", None) or []
    return {**new, "exceptions": added[1:]} == {**before, "exceptions": before.get("exceptions") or []}
