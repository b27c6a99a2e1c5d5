"""The number formats of automatic numbering (ST_NumberFormat): an integer as Word shows it.

What the table lacks (thirty scripts that no Chinese report numbers in) is shown in Arabic figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)


def shown(number: int, format: str) -> str:
    """`number` in that format; a number that the format cannot show is in Arabic figures, as in Word."""
    return str(number) if number < 0 else _FORMATS.get(format, str)(number)


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counting(digits: str, units: str, *, short_ten: bool = True) -> Callable[[int], str]:
    """二十一, 一百零五: digits 0–9 and units 十百千万; with `short_ten` 10–19 have no 一 before the 十."""

    def spelled(number: int) -> str:
        if not 0 < number < 100_000:
            return str(number)
        result, gap = "", False
        for place in range(4, -1, -1):
            digit = number // 10**place % 10
            if digit:
                result += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
            gap = bool(result) and digit == 0
        return result[1:] if short_ten and result.startswith(digits[1] + units[0]) else result

    return spelled


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb: Word repeats the letter."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    result = ""
    for amount, sign in _ROMAN:
        result += sign * (number // amount)
        number %= amount
    return result


def _listed(signs: str) -> Callable[[int], str]:
    """One sign for each number from 1."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _range(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


_COUNTING = _counting("零一二三四五六七八九", "十百千万")
_CIRCLED = _listed(_range((0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF)))
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": lambda number: _COUNTING(number) if number < 100 else _positional(number),
    "chineseCountingThousand": _COUNTING,
    "taiwaneseCounting": lambda number: _COUNTING(number) if number < 100 else _positional(number),
    "taiwaneseCountingThousand": _COUNTING,
    "japaneseCounting": _COUNTING,
    "ideographDigital": _positional,
    "taiwaneseDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "chineseLegalSimplified": _counting(_FORMAL, "拾佰仟万", short_ten=False),
    "ideographLegalTraditional": _counting("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", short_ten=False),
    "ideographTraditional": _listed("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _listed("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _listed(_range((0x2474, 0x2487))),
    "decimalEnclosedFullstop": _listed(_range((0x2488, 0x249B))),
    "ideographEnclosedCircle": _listed(_range((0x3280, 0x3289))),
}
