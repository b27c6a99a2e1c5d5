"""Chinese numerals to integers and back, as they are used to number headings and to count."""

from __future__ import annotations

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
CHARACTERS = "".join(DIGITS) + "".join(UNITS) + "万亿"


def parse(numeral: str) -> int | None:
    """三十二 -> 32, 一百零五 -> 105, 二〇二四 -> 2024, 三万两千 -> 32000; null for anything else."""
    if not numeral or any(character not in CHARACTERS for character in numeral):
        return None
    if len(numeral) > 1 and all(character in DIGITS for character in numeral):
        return int("".join(str(DIGITS[character]) for character in numeral))
    total = section = digit = 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in UNITS:
            section += (digit or 1) * UNITS[character]
            digit = 0
        else:
            total = (total + section + digit) * (10_000 if character == "万" else 100_000_000)
            section = digit = 0
    return total + section + digit


def spell(number: int) -> str:
    """1..99 in Chinese numerals as headings write them: 一, 十, 十二, 二十, 三十五."""
    names = "零一二三四五六七八九"
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else names[tens] + "十"
    return head + (names[ones] if ones else "")
