"""One text as an editor holds it to what is said of it, by the configuration that speaks for its path. Run in a worker thread."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from pygls.workspace import PositionCodec

from linter import batch, policy, readers
from linter.batch import Result
from linter.config.find import Configs
from linter.discovery import shown
from linter.editing import editor
from linter.editing.fixing import State, Wishes, fix
from linter.lsp.places import Places
from linter.policy import exceptions
from linter.policy.baseline import BaselineError, Baselines
from linter.readers import Unreadable
from linter.ruleset.errors import RulesetError

_EDITABLE = ("text", "markdown")  # modules of linter/readers
_ENDINGS = {"markdown": ".md", "plaintext": ".txt", "text": ".txt"}  # of a name that says nothing, by what the editor takes it for


class Version(Struct, frozen=True):
    """A text at one moment. `config` is the one file that speaks for all, null where each report has its own."""

    path: Path
    language: str | None
    number: int | None
    text: str
    codec: PositionCodec
    config: Path | None = None

    @property
    def name(self) -> str | None:
        """What the reader is to take it for; null where it is no text that we read."""
        name = shown(self.path)
        if self.path.suffix.lower() in readers.EXTENSIONS:
            return name if readers.module_of(name) in _EDITABLE else None
        ending = _ENDINGS.get(self.language or "")
        return f"{name}{ending}" if ending else None


class Reviewed(Struct, frozen=True):
    """What is said of a version: a result that counts as `check` counts, or `refusal`, one sentence why there is none.

    Both are null where there is nothing to read yet.
    """

    version: Version
    places: Places
    result: Result | None = None
    refusal: str | None = None

    @classmethod
    def failed(cls, version: Version, error: Exception) -> Reviewed:
        """What is said where the program itself broke down."""
        why = f"程序出错（{type(error).__name__}: {error}）；请把这行信息报给维护者"
        return cls(version, Places(version.text, version.codec), refusal=why)


def review(version: Version, today: date) -> Reviewed:
    places = Places(version.text, version.codec)
    if not version.text.strip():
        return Reviewed(version, places)  # a new file, about to be written
    try:
        result = policy.applied([_read(version, version.text.encode("utf-8", "surrogatepass"))], today, Baselines())[0]
    except (RulesetError, BaselineError, Unreadable) as error:
        return Reviewed(version, places, refusal=str(error))
    return Reviewed(version, places, result, result.message if result.review is None else None)


def mended(version: Version, today: date) -> str | None:
    """The text with all that `fazhi-lint fix` would change; null where that is nothing."""

    def read(data: bytes) -> Result:
        return policy.marked(_read(version, data), exceptions.excuse(today))

    data = version.text.encode("utf-8", "surrogatepass")
    try:
        result = read(data)
    except (RulesetError, Unreadable):
        return None
    make = editor(result.format)
    if result.review is None or make is None:
        return None
    wishes = Wishes(lambda finding: finding.suppressed is None and result.options.selection.wants(finding), False, today)
    fixed = fix(State(data, result, result.review), read, make, wishes)
    return fixed.state.data.decode("utf-8") if fixed.made else None


def _read(version: Version, data: bytes) -> Result:
    """Raises `RulesetError` or `Unreadable` where nothing can be said."""
    if version.name is None:
        raise Unreadable("not-editable", "编辑器里只检查 .txt 和 .md；别的格式的报告请用 fazhi-lint check 检查")
    options = Configs(file=version.config).options(version.path)
    return replace(batch.review_bytes(data, version.name, options), path=shown(version.path), origin=data)
