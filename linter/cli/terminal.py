"""Standard streams and files, whatever they are: a GBK console, a C locale, a closed pipe, a full disk."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, NoReturn

from linter.files import put
from linter.readers import why
from linter.writers import Content, Stream
from linter.writers.paint import Line, emit, pages, plain

_CHINESE = ("gbk", "cp936", "gb2312", "gb18030")
_CHINESE_CODE_PAGES = (936, 54936)


def prepare() -> None:
    """What an encoding lacks is replaced, never an error; a stream that the caller has closed swallows what it is given."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@contextmanager
def printing() -> Iterator[None]:
    """Around output to stdout. A reader that has seen enough (`| head`) is no error; a full disk is one sentence."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        with Path(os.devnull).open("w") as sink:  # what is still in the buffer must go somewhere at exit
            os.dup2(sink.fileno(), sys.stdout.fileno())
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL
            fail(f"写不了标准输出：{why(error)}")


class Sheet(NamedTuple):
    """What lines are laid out for: cells of a line, cells of “ ” …, and whether long text is wrapped (in a pipe a line is a record)."""

    width: int = 80
    ambiguous: int = 1
    wrapped: bool = False


def sheet(target: str | None = None) -> Sheet:
    """Of stdout, or of the file that is written to instead."""
    if target is not None:
        return Sheet()
    wrapped = sys.stdout.isatty()
    return Sheet(terminal_width() if wrapped else Sheet().width, ambiguous_width(sys.stdout.encoding), wrapped)


def deliver(content: Content, target: str | None = None, colour: str = "auto") -> None:
    """What a writer made, on stdout or in a file: lines for people as they are laid out, a document for programs as UTF-8."""
    if isinstance(content, str):
        show(content, target)
    elif isinstance(content, bytes):
        _show_bytes([content], target)
    elif isinstance(content, Stream):
        _show_bytes(content.parts, target)
    else:
        show_lines(content, target, colour)


def show(content: str, target: str | None = None) -> None:
    """A document for programs, on stdout or in a file: UTF-8 whatever the locale."""
    _show_bytes([content.encode("utf-8")], target)


def _show_bytes(parts: Iterable[bytes], target: str | None) -> None:
    if target is not None:
        write_file(target, parts, lasting=False)  # what a run says, the next one says again
        return
    with printing():
        sys.stdout.flush()
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()


def show_lines(lines: Iterable[Line], target: str | None = None, colour: str = "auto") -> None:
    """Lines for people, on stdout or without colour in a file."""
    if target is not None:
        write_file(target, map(str.encode, pages(lines)), lasting=False)
        return
    with printing():
        emit(lines, colour=coloured(colour))


def outputs(
    given: Sequence[str], output: str | None, formats: Collection[str], binary: Collection[str], baseline: str | None = None,
) -> list[tuple[str, str | None]]:
    """What `--format` and `--output` say: formats and where each goes: at most one to the screen or `--output`, the others to files.

    No two go to one file, however it is written, and none to the `baseline` of the run.
    """
    pairs = [(name, target or None) for name, _, target in (value.partition("=") for value in given or ("text",))]
    for name, target in pairs:
        if name not in formats:
            fail(f"没有 {name} 这种输出格式；可用的是 {'、'.join(formats)}")
        if name in binary and not (target or output):
            fail(f"{name} 不能印在屏幕上；写成 --format {name} --output 文件")
    loose = sum(target is None for _, target in pairs)
    if loose > 1:
        fail("只能有一种格式印在屏幕上；其余写成“格式=文件”，如 --format json=结果.json")
    if output and not loose:
        fail("每种格式都已写明文件，--output 没有可存的；删去 --output")
    wanted = [(name, target or output) for name, target in pairs]
    files = [os.path.realpath(target) for _, target in wanted if target]
    if baseline and os.path.realpath(baseline) in files:
        fail(f"{baseline} 是基线，不能用来存结果；请换一个文件名")
    if len(set(files)) < len(files):
        fail("两种格式不能存进同一个文件；请换一个文件名")
    return wanted


def note(*lines: str) -> None:
    """Say something about the run, on stderr. A name in it, whatever it holds, neither ends its line nor commands the terminal."""
    for line in lines:
        print(plain([(line, "")]), file=sys.stderr)


def fail(fault: str | Exception, code: int = 2) -> NoReturn:
    """One sentence on stderr, or one for each fault of a ruleset, and the exit code: 2 is wrong use."""
    first, *more = map(str, getattr(fault, "problems", [fault]))
    note(f"错误：{first}", *more)
    sys.exit(code)


def coloured(choice: str = "auto") -> bool:
    """Whether stdout gets colour: an explicit choice, else NO_COLOR, else FORCE_COLOR, else whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    return forced != "0" if forced else sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    import shutil  # noqa: PLC0415  what is read by a program has no width

    return max(60, shutil.get_terminal_size((80, 24)).columns)


def ambiguous_width(encoding: str | None) -> int:
    """Cells of “ ” … : Chinese Windows consoles give them two, also where Python writes Unicode to them."""
    if (encoding or "").lower().replace("-", "") in _CHINESE:
        return 2
    if sys.platform == "win32" and sys.stdout.isatty():
        import ctypes  # noqa: PLC0415

        return 2 if ctypes.windll.kernel32.GetConsoleOutputCP() in _CHINESE_CODE_PAGES else 1
    return 1


def write_file(path: str, data: bytes | Iterable[bytes], *, lasting: bool = True) -> None:
    """Write the whole file or nothing; what hinders it ends the run. `lasting` as in `files.put`."""
    try:
        put(Path(path), data, lasting=lasting)
    except OSError as error:
        fail(f"写不了 {path}：{why(error)}")
