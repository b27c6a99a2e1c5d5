"""Forty agencies and what they sent to the receiving office by the end of February: a folder made for the tests.

Texts come from the good fixtures, put into another agency's name and year, most of them shortened; what is wrong with each
is planted here, so that the tests can count by hand.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path

from linter.readers.text import from_string
from linter.writers.docx_clean import clean
from tests.support import ROOT

GOOD = ROOT / "tests" / "fixtures" / "good"
DUE = "2025-02-20"
_ON_TIME, _LATE = datetime(2025, 2, 18, 10), datetime(2025, 2, 26, 10)

_BUREAUS = (
    "生态环境局 市场监督管理局 教育局 水务局 农业农村局 交通运输局 应急管理局 自然资源局 住房和城乡建设局 卫生健康委员会 文化和旅游局 人力资源和社会保障局 民政局 财政局"
    " 发展和改革委员会 商务局 工业和信息化局 科学技术局 统计局 医疗保障局 司法局 城市管理局 审计局 信访局 机关事务管理局 大数据发展局"
).split()
_STREETS = "桂园街道 翠屏街道 南湖街道 新城街道 河东街道 北苑街道".split()
_TOWNS = "禾泽镇 石桥镇 柳林镇 白沙乡".split()
BUREAUS = tuple(f"清江区{name}" for name in _BUREAUS)
STREETS = tuple(f"清江区{name}办事处" for name in _STREETS)
TOWNS = tuple(f"清江区{name}人民政府" for name in _TOWNS)
OTHERS = ("云川市公安局清江分局", "云川市消防救援支队清江大队", "清江区税务局", "清江区退役军人事务局")
UNITS = (*BUREAUS, *STREETS, *TOWNS, *OTHERS)

MISSING = ("清江区审计局", "清江区大数据发展局", "清江区白沙乡人民政府", "清江区税务局")
SCAN_ONLY, WRONG_YEAR, LOCKED = "清江区信访局", "清江区机关事务管理局", "清江区退役军人事务局"
LATE = ("清江区统计局", "清江区北苑街道办事处")  # by the file's own date, and by the register
REVIEWED = tuple(unit for unit in UNITS if unit not in (*MISSING, SCAN_ONLY, WRONG_YEAR, LOCKED))


@cache
def _base(name: str) -> str:
    return next(GOOD.glob(f"{name}*")).read_text(encoding="utf-8")


def _short(text: str) -> str:
    """Every heading and every fifth long paragraph."""
    lines = text.split("\n")
    long = [at for at, line in enumerate(lines) if len(line) > 60]
    return "\n".join(line for at, line in enumerate(lines) if at not in long or long.index(at) % 5 == 0)


def _shifted(text: str, years: int) -> str:
    return re.sub(r"(?<!〔)20(1\d|2\d)年", lambda match: f"{int(match.group()[:4]) + years}年", text)


@cache
def report(agency: str, *, whole: bool = False) -> str:
    """A report on 2024 by that agency."""
    if agency in STREETS:
        text = _base("2024_街道").replace("云川市临溪区桂园街道办事处", agency).replace("桂园街道", agency.removeprefix("清江区").removesuffix("办事处"))
    elif agency in TOWNS:
        town = agency.removeprefix("清江区").removesuffix("人民政府")
        text = _shifted(_base("2020_镇"), 4).replace("云岚县禾泽镇", f"清江区{town}").replace("禾泽镇", town)
    else:
        text = _base("2024_生态环境局").replace("云川市清江区生态环境局", agency)
    return text if whole else _short(text)


def word(text: str) -> bytes:
    return clean(from_string(text))


@cache
def scan() -> bytes:
    """A page that is a picture."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=True)
    page.rect(50, 50, 300, 300, fill=1)
    page.showPage()
    page.save()
    return out.getvalue()


@cache
def printed(text: str) -> bytes:
    """A page of text, as a word processor exports it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=True)
    page.setFont("STSong-Light", 12)
    for row, line in enumerate(text.split("\n")):
        page.drawString(60, 780 - 20 * row, line)
    page.showPage()
    page.save()
    return out.getvalue()


def packed(files: dict[str, bytes], *, gbk: bool = False, locked: bool = False) -> bytes:
    """A zip; with `gbk` as Chinese Windows makes them, with `locked` marked as one with a password."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo("*" * len(name.encode("gb18030")) if gbk else name, (2025, 2, 18, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    made = out.getvalue()
    for name in files if gbk else ():
        raw = name.encode("gb18030")
        made = made.replace(b"*" * len(raw), raw)
    if locked:
        made = made.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    return made


def roster() -> str:
    lines = ["序号,名称,简称,曾用名,类型,联系人,电话"]
    more = {
        "清江区市场监督管理局": "市监局,清江区工商行政管理局,,王敏,0800-1", "清江区卫生健康委员会": "卫健委、卫健局,清江区卫生和计划生育局,,,",
        "清江区住房和城乡建设局": "住建局,,执法部门,,", "清江区人力资源和社会保障局": "人社局,,,,", "云川市公安局清江分局": "公安分局,,branch,,",
        "云川市消防救援支队清江大队": "消防大队,,派出分局、垂管机构,,", "清江区文化和旅游局": "文旅局,,,,", "清江区生态环境局": "生态环境局,清江区环境保护局,,,",
    }
    return "\n".join([*lines, *(f"{number},{unit},{more.get(unit, ',,,,')}" for number, unit in enumerate(UNITS, 1))]) + "\n"


def build(folder: Path) -> None:
    """The folder as it lies on the clerk's desk on the first of March."""

    def put(name: str, data: bytes | str, day: datetime = _ON_TIME) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        os.utime(path, (day.timestamp(), day.timestamp()))

    put("units.csv", roster().encode("gb18030"))
    put("register.csv", "﻿单位,文件,收到日期,备注\n北苑街道,,2025-02-24,邮寄\n清江区司法局,,2025/2/19,OA\n清江区财政局,扫描0007.docx,2025-02-19,\n")

    done = set[str]()

    def send(unit: str, name: str, data: bytes | str, day: datetime = _ON_TIME) -> None:
        done.add(unit)
        put(name, data, day)

    # stamped scan and Word file, in a folder of its own; the Word file is checked
    send("清江区生态环境局", "生态环境局/法治报告.docx", word(report("清江区生态环境局", whole=True).replace("重大执法决定法制审核", "重大执法决定法治审核", 1)))
    send("清江区生态环境局", "生态环境局/盖章扫描.pdf", scan())
    # a scan under the same name as the Word file, loose in the folder
    send("清江区教育局", "2024法治报告A.docx", word(report("清江区教育局")))
    put("2024法治报告A.pdf", scan())
    # three drafts by number; the oldest file date is that of the last draft
    send("清江区水务局", "水务局初稿.docx", word(report("清江区水务局").replace("2025年", "2024年")))
    send("清江区水务局", "水务局二稿.docx", word(report("清江区水务局") + "\n附：二稿说明。"))
    send("清江区水务局", "水务局定稿.docx", word(report("清江区水务局")), datetime(2025, 2, 10, 9))
    # two drafts by the date in the name
    send("清江区民政局", "民政局20250115.docx", word(report("清江区民政局") + "\n附：第一次报送。"))
    send("清江区民政局", "民政局2025-02-17.docx", word(report("清江区民政局")))
    # an archive with Word file and scan, names in GBK
    send("清江区农业农村局", "农业农村.zip", packed({"报送/农业农村局法治报告.docx": word(report("清江区农业农村局")), "报送/盖章版.pdf": scan()}, gbk=True))
    # an archive in an archive, with what a Mac leaves behind
    inner = packed({"报告.docx": word(report("清江区商务局")), "__MACOSX/._报告.docx": b"x", "佐证.xlsx": b"PK"})
    send("清江区商务局", "微信收到/新建.zip", packed({"内层.zip": inner}))
    # an archive with a password
    send(LOCKED, "退役军人事务局.zip", packed({"报告.docx": b"secret"}, locked=True))
    # the same file twice
    send("清江区应急管理局", "应急管理局/报告.docx", word(report("清江区应急管理局")))
    send("清江区应急管理局", "应急管理局/报告 - 副本.docx", word(report("清江区应急管理局")))
    # under the former name, and by an alias only
    send("清江区卫生健康委员会", "a1.docx", word(report("清江区卫生健康委员会").replace("清江区卫生健康委员会", "清江区卫生和计划生育局")))
    send("清江区住房和城乡建设局", "住建局报告.docx", word(report("清江区住房和城乡建设局")))
    # the name of the file says nothing, the register says whose it is
    send("清江区财政局", "扫描0007.docx", word(report("清江区财政局").replace("清江区财政局", "本单位")))
    # Word file and exported PDF of another text
    send("清江区科学技术局", "科技局/报告.docx", word(report("清江区科学技术局")))
    send("清江区科学技术局", "科技局/报告.pdf", printed("清江区科学技术局\n2024年度法治政府建设情况报告\n一、主要做法\n这是另一份稿子。"))
    send(SCAN_ONLY, "清江区信访局盖章.pdf", scan())
    send(WRONG_YEAR, "机关事务管理局/报告.docx", word(_shifted(report(WRONG_YEAR), -1)))
    send("清江区统计局", "统计局.txt", report("清江区统计局"), _LATE)
    # last year's report beside this year's
    send("清江区交通运输局", "交通运输局/2024年度报告.docx", word(report("清江区交通运输局")))
    send("清江区交通运输局", "交通运输局/上年.docx", word(_shifted(report("清江区交通运输局"), -1)))
    for unit in UNITS:
        if unit not in done and unit not in MISSING:
            send(unit, f"收件/{unit}.docx", word(report(unit)), _ON_TIME)
    # nobody's: the name says one agency and the text another; a stranger; a picture without a name; a nameless scan; a broken archive
    put("审计局报送.docx", word(report("清江区教育局") + "\n又及。"))
    put("新建文件夹/报告终版.docx", word(report("清江区教育局").replace("清江区教育局", "东河县教育局")))
    put("IMG_0032.jpg", b"\xff\xd8")
    put("扫描件(3).pdf", scan())
    put("坏的.zip", b"PK\x03\x04broken")
    put("通知.xlsx", b"PK")
    put("~$法治报告.docx", b"x")
