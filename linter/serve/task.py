"""What goes to the process that reviews a report, and what comes back. It knows nothing of reviewing, so the server stays small."""

from __future__ import annotations

from datetime import date

import msgspec

from linter.review import Kind, Stage


class Choices(msgspec.Struct, frozen=True):
    """What the person says of the report; null where it is to be recognised."""

    agency: str | None = None
    year: int | None = None
    kind: Kind | None = None
    stage: Stage | None = None


class Task(msgspec.Struct, frozen=True):
    """A report to review on `day`, and where LibreOffice is (null: where it usually is)."""

    name: str
    data: bytes
    day: date
    choices: Choices = Choices()
    soffice: str | None = None


class Made(msgspec.Struct, frozen=True):
    """A file to hand over, or why there is none: `data` is null then and `note` gives the reason."""

    kind: str
    name: str
    note: str
    data: bytes | None = None


class Answer(msgspec.Struct, frozen=True):
    """What came of a task. `refusal` says why nothing could be checked; `lost` what could not be read of it."""

    refusal: str | None = None
    whose: str = ""
    recognised: str = ""
    tally: str = ""
    lost: str | None = None
    page: str = ""
    files: tuple[Made, ...] = ()
