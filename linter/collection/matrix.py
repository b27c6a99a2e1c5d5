"""Agencies × items of the checklist: how far each treats each, and the totals. What every format of the matrix shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from linter.collection.decisions import Book, rows
from linter.collection.intake import Intake, Submission
from linter.collection.quoting import sentence
from linter.document import Document, Span
from linter.review import CATEGORIES, SEVERITIES, Category, Severity
from linter.writers import table
from linter.writers.digest import Merged
from linter.writers.explain import FAMILY_NAMES

Tone = str  # how a cell is coloured: a key of `TONES`
TONES: Mapping[Tone, tuple[str, str]] = {  # background and ink of a page or a sheet
    "best": ("A9D8A0", "12370F"), "good": ("D3ECCB", "12370F"), "thin": ("FCE8A6", "4D3800"), "poor": ("F7C08A", "522400"),
    "none": ("F2A19A", "5A0E08"), "open": ("E3E3E3", "404040"), "aside": ("FFFFFF", "8A8A8A"),
}
_LEVELS: Mapping[str, Tone] = {"absent": "none", "plan-only": "poor", "mentioned": "thin", "described": "good", "quantified": "best"}
_VERDICTS: Mapping[str, Tone] = {"met": "best", "partial": "thin", "missing": "none", "unknown": "open", "not-applicable": "aside"}
_SEVERAL = 6  # sentences of evidence that a cell gives


class Quoted(Struct, frozen=True):
    """A sentence of the report and where it stands."""

    place: str
    text: str


class Cell(Struct, frozen=True):
    """One item in one report. `asked` is false where nothing is asked of this agency."""

    mark: str
    tone: Tone
    row: table.Row
    evidence: tuple[Quoted, ...]

    @property
    def asked(self) -> bool:
        return self.row.group != "other"


class Item(Struct, frozen=True):
    key: str
    name: str
    label: str


class Line(Struct, frozen=True):
    """One agency. `findings` are merged, worst first; `accepted` those that the clerk accepted, `open` how many wait for a decision.

    Totals go by `counted`: the accepted ones, or all before anybody has decided of anything. `choices` says what was decided of each, by fingerprint.
    """

    submission: Submission
    cells: Mapping[str, Cell]
    findings: Sequence[Merged]
    accepted: Sequence[Merged]
    counted: Sequence[Merged]
    open: int
    choices: Mapping[str, str] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        return of_severity(self.counted, severity)

    def of_family(self, category: Category) -> int:
        return sum(row.finding.category == category for row in self.counted)

    @property
    def weight(self) -> tuple[int, ...]:
        """What a ranking goes by: the graver findings first, then items not written. Smaller is better."""
        return (*(self.count(severity) for severity in SEVERITIES), sum(cell.tone == "none" for cell in self.cells.values() if cell.asked))


def of_severity(rows: Sequence[Merged], severity: Severity) -> int:
    return sum(row.finding.severity == severity for row in rows)


class Matrix(Struct, frozen=True):
    """`lines` are agencies that sent something, in the order of the roster, or the best first where `ranked`."""

    intake: Intake
    items: Sequence[Item]
    lines: Sequence[Line]
    ranked: bool
    decided: bool  # whether there are decisions at all

    def totals(self, item: Item) -> Counter[str]:
        """How many agencies of which the item is asked have reached which mark."""
        return Counter(cell.mark for line in self.lines if (cell := line.cells.get(item.key)) and cell.asked)

    def places(self) -> list[int | None]:
        """The rank of each line that was reviewed, equal ones sharing it."""
        weights = [line.weight for line in self.lines if line.cells]
        return [1 + sum(other < line.weight for other in weights) if line.cells else None for line in self.lines]

    @staticmethod
    def family(category: Category) -> str:
        """Its name in the head of a column; what the program says for itself (有则写、无则写明) is 其他."""
        return "其他" if category == "input" else FAMILY_NAMES[category]

    @property
    def basis(self) -> str:
        """What its counts of findings leave out; empty where that is nothing."""
        return "只算采纳的" if self.decided else ""

    @property
    def families(self) -> list[Category]:
        return [category for category in CATEGORIES if any(line.of_family(category) for line in self.lines)]


def matrix(intake: Intake, book: Book, *, ranked: bool = False, everything: bool = False) -> Matrix:
    lines = [_line(submission, book) for submission in intake.submissions if submission.sent]
    if ranked:
        lines.sort(key=lambda line: (line.submission.review is None, line.weight))
    return Matrix(intake, _items(intake, lines, everything), lines, ranked, bool(book.decisions))


def _items(intake: Intake, lines: Sequence[Line], everything: bool) -> list[Item]:
    """In the order of the checklist; those that are asked of nobody only where everything is wanted."""
    known: dict[str, Item] = {}
    for submission in intake.submissions:
        ruleset = submission.result.ruleset if submission.result else None
        for key, spec in ruleset.applicability.items.items() if ruleset else ():
            known.setdefault(key, Item(key, spec.name, spec.label))
    return [item for key, item in known.items() if everything or any(cell.asked for line in lines if (cell := line.cells.get(key)))]


def _line(submission: Submission, book: Book) -> Line:
    review, ruleset = submission.review, submission.result.ruleset if submission.result else None
    if review is None or ruleset is None:
        return Line(submission, {}, (), (), (), 0)
    cells = {row.item: _cell(row, review.document) for row in table.rows(review, ruleset.applicability)}
    findings, accepted = rows(submission, book), book.accepted(submission)
    every = [row for row, _ in findings]
    choices = {row.finding.fingerprint: known.said if known else "未定" for row, known in findings} if book.decisions else {}
    return Line(submission, cells, every, accepted, accepted if book.decisions else every, len(book.open(submission)), choices)


def _cell(row: table.Row, document: Document) -> Cell:
    verdict = row.verdict
    tone = _LEVELS[verdict.level] if verdict.level else _VERDICTS[verdict.verdict]
    if row.group == "other":
        tone = "aside"
    elif row.group == "if-any" and tone in ("none", "poor"):  # nothing that the agency owes: to be asked, not to be blamed
        tone = "open"
    spans = () if verdict.verdict == "not-applicable" else verdict.evidence
    quotes = dict.fromkeys(_quoted(document, span) for span in spans)  # several spans may lie in one sentence
    return Cell(row.mark, tone, row, tuple(quotes)[:_SEVERAL])


def _quoted(document: Document, span: Span) -> Quoted:
    return Quoted(table.line_of(document, span), sentence(document, span))
