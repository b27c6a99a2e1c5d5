from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linter.document import Span
from linter.facts.tokens import Tokens, _dictionary, _jieba

LETTERS = "推进全面依法治国工作领导小组3.5件%A，。、 （）"


def words(text: str) -> list[str]:
    return [token.word for token in Tokens(text).of(Span(0, len(text)))]


@given(st.text(alphabet="法治政府建设学习近平的，。 1298abＡ％\n《》〔〕𠀀é", max_size=40))
def test_words_joined_are_the_text(text: str) -> None:
    found = Tokens(text).of(Span(0, len(text)))
    assert "".join(token.word for token in found) == text
    assert all(token.span.of(text) == token.word for token in found)


def test_words_of_the_trade_are_words() -> None:
    assert words("落实规范性文件备案和饮用水水源保护") == ["落实", "规范性文件", "备案", "和", "饮用水", "水源", "保护"]


def test_tags() -> None:
    tags = {token.word: token.tag for token in Tokens("切实提升12.5%的AB环境").of(Span(0, 14))}
    assert tags["切实"] == "d" and tags["提升"] == "v" and tags["12"] == "m" and tags["AB"] == "eng"


def test_every_word_is_found_by_its_first_letter_and_no_letter_is_beyond_it() -> None:
    known = _dictionary()
    assert sum(len(known._group(letter)[1]) for letter in {word[0] for word in known}) == len(known)
    assert "\U0010ffff文" not in known and "\ud800" not in known


def test_alignment() -> None:
    tokens, text = Tokens("必须求真务实"), Span(0, 6)
    assert not tokens.aligned(Span(1, 3), text)
    assert tokens.aligned(Span(2, 6), text)


def test_neither_stock_dictionary_nor_what_belongs_to_it_is_touched() -> None:
    code = (
        "import sys\n"
        "from linter.document import Span\n"
        "from linter.facts.tokens import Tokens\n"
        "assert 'jieba' not in sys.modules\n"
        "Tokens('法治').of(Span(0, 2))\n"
        "assert 'jieba' in sys.modules and 'jieba.posseg' not in sys.modules and 'pkg_resources' not in sys.modules\n"
        "assert not sys.modules['jieba'].dt.initialized\n"
        "assert not {'logging', 'hashlib', 'tempfile'} & sys.modules.keys()\n"
        "import hashlib, logging, jieba\n"
        "assert logging.INFO and jieba.md5(b'').digest() == hashlib.md5(b'').digest()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


@cache
def usual() -> Any:
    """jieba's tokenizer as it is, over the letters that the test uses."""
    known, tokenizer = _dictionary(), _jieba().Tokenizer()
    counts = [known.counts(letter) for letter in LETTERS]
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {word: count for row in counts for word, count in row.items()}, known.total, True
    return tokenizer


@given(st.text(alphabet=LETTERS, max_size=40))
def test_words_are_those_of_jieba_itself(text: str) -> None:
    assert words(text) == list(usual().cut(text, HMM=False))


def test_only_what_stands_between_marks_with_a_word_is_about_it() -> None:
    text = "推进依法治国，完善规范性文件备案。"
    at = text.index("规范")
    about = Tokens(text).about(Span(at, at + 2), Span(0, len(text)))
    assert [token.word for token in about] == ["完善", "规范性文件", "备案"]
