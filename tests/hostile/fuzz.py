"""A fuzz run: `python -m tests.hostile.fuzz TARGET… --seconds 60`, each target of `promises` for that long (none named: all).

With atheris (`pip install 'fazhi-lint[fuzz]'`) inputs are bred by what they reach in our code; without it they are only changed at
random. An input that breaks a promise, or takes too long, stays in `tests/corpus/TARGET/`: from then on it is a test.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from pkgutil import walk_packages

CORPUS = Path(__file__).parent.parent / "corpus"
_LONGEST = 8_000  # bytes of an input
_SLOWEST = 20  # seconds for one
_WATCHED = tuple(f"linter.{part}" for part in ("readers", "facts", "checks", "ruleset", "collection", "config", "engine", "judgement"))
WORDS = (  # what chance alone would not write
    "一、", "（一）", "1.", "①", "第一部分", "2024年", "12月31日", "国办发〔2018〕118号", "《", "》", "“", "”", "占比10%", "同比增长", "其中", "约", "余件", "法治审核", "行政复议", "。", "；",
    "<w:p>", "</w:p>", "<w:r>", "<w:t>", "<w:ins>", "<w:del>", "<w:numPr>", "w:val=", "<table>", "<td rowspan=", "<li>", "<![CDATA[", "&#x", "<ofd:TextCode", "DeltaX=", "g 3 2.5",
    "- id: W901", "extends: base", "patterns:", "schema: 1", "rules:", "overrides:", "exceptions:", "{", "}", "[", "]", "&a", "*a", "!!", "? ",
)


def beginnings(target: str) -> Iterator[bytes]:
    """Inputs that reach something."""
    from tests import pages
    from tests.hostile.promises import packed, word_parts
    from tests.support import BAD, SEEDS, TINY

    seeds = [seed.read_bytes()[: 900 if target == "engine" else 2400] for seed in SEEDS]
    fixtures = SEEDS[0].parent.parent / "tests" / "fixtures"
    if target in ("text", "markdown", "engine"):
        yield from (*seeds, BAD.encode(), *("".join(WORDS[at : at + 7]).encode() for at in range(0, len(WORDS), 5)))
    elif target in ("html", "mht"):
        for page in sorted((fixtures / "pages").glob("*.html")):
            head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" if target == "mht" else b""
            yield head + page.read_bytes()[:_LONGEST]
    elif target in ("ofd", "ofd-page", "pdf"):
        made = pages.typeset(BAD.splitlines())
        yield pages.pdf(made) if target == "pdf" else pages.ofd(made) if target == "ofd" else pages._xml("Page", f"<ofd:Content><ofd:Layer ID='1'>{pages._objects(made[0])}</ofd:Layer></ofd:Content>").encode()
    elif target == "settings":
        yield from (TINY.read_bytes()[:_LONGEST], "extends: base\nexceptions:\n- {file: a.txt, rule: W101, reason: 甲}\npaths: '{year}/{agency}.txt'\n".encode())
    elif target in ("docx", "archive"):
        yield packed(word_parts())
    else:
        part = {"docx-document": "word/document.xml", "docx-numbering": "word/numbering.xml", "docx-styles": "word/styles.xml", "docx-comments": "word/comments.xml"}
        yield word_parts()[part.get(target, "word/_rels/document.xml.rels")]
    for kept in sorted((CORPUS / target).glob("*")):
        yield kept.read_bytes()


def run(target: str, seconds: int) -> None:
    """One target in this process, which ends with it."""
    kept = CORPUS / target
    kept.mkdir(parents=True, exist_ok=True)
    if find_spec("atheris") is None:
        _at_random(target, seconds)
        return
    import atheris

    import linter

    with atheris.instrument_imports(include=["linter", "justhtml"]):
        for module in walk_packages(linter.__path__, "linter."):  # most are imported late; only what is imported here is watched
            if module.name.startswith(_WATCHED):
                import_module(module.name)
        from tests.hostile.promises import TARGETS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, data in enumerate(beginnings(target)):
            (folder / str(number)).write_bytes(data)
        words = folder.with_suffix(".dict")
        words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in WORDS))
        limits = [f"-max_total_time={seconds}", f"-max_len={_LONGEST if target != 'engine' else 1500}", f"-timeout={_SLOWEST}", "-rss_limit_mb=2048"]
        atheris.Setup(["fuzz", str(folder), *limits, f"-artifact_prefix={kept}/", f"-dict={words}", "-print_final_stats=1"], TARGETS[target])
        atheris.Fuzz()


def _at_random(target: str, seconds: int) -> None:
    from tests.hostile.promises import TARGETS

    chance, ends, count = random.Random(0), time.monotonic() + seconds, 0
    for beginning in cycle(list(beginnings(target))):
        if time.monotonic() > ends:
            break
        data = bytearray(beginning)
        for _ in range(chance.choice((1, 2, 5, 20))):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.choice((0, 0, 1, 3, 30))] = chance.choice((chance.randbytes(2), chance.choice(WORDS).encode(), bytes(data[at : at + 200])))
        count += 1
        try:
            TARGETS[target](bytes(data[:_LONGEST]))
        except BaseException:
            (CORPUS / target / hashlib.sha1(data).hexdigest()).write_bytes(data[:_LONGEST])
            raise
    print(f"stat::number_of_executed_units: {count}", file=sys.stderr)


def main() -> None:
    from tests.hostile.promises import TARGETS

    asked = argparse.ArgumentParser()
    asked.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET", help="、".join(TARGETS))
    asked.add_argument("--seconds", type=int, default=60)
    given = asked.parse_args()
    broken = []
    for target in given.targets or TARGETS:
        print(f"== {target}", file=sys.stderr, flush=True)
        command = f"from tests.hostile.fuzz import run; run({target!r}, {given.seconds})"
        if subprocess.run([sys.executable, "-c", command], check=False).returncode:
            broken.append(target)
    sys.exit(f"broken: {' '.join(broken)}" if broken else 0)


if __name__ == "__main__":
    main()
