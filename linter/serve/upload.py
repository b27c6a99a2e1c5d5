"""Reads what a form sends, with a file or without: into memory only, up to a size, within a time."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import PurePath
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from linter import readers
from linter.readers import EXTENSIONS

LARGEST = max(readers.largest(f"a{extension}") for extension in EXTENSIONS)  # bytes of a report
_AROUND = 64 * 1024  # of the other fields and what stands between
_TOO_LARGE = f"文件超过 {LARGEST // 1024 // 1024} MB 上限，没有检查；请确认是否选错了文件。"
_SECONDS = 60  # for a file to come from the same machine
_LONGEST_NAME = 100


class Refused(Exception):
    """What was sent cannot be used: a status and a sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


async def form(request: Request) -> FormData:
    """The fields of the form. Raises `Refused`."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refused(415, "提交的不是本页的表单；请回到本页选文件。")
    parser = MultiPartParser(request.headers, _bounded(request, LARGEST + _AROUND, _TOO_LARGE), max_files=1, max_fields=8, max_part_size=1024)
    parser.spool_max_size = LARGEST + _AROUND  # below this nothing is put on disk, and more is never read
    try:
        return await asyncio.wait_for(parser.parse(), _SECONDS)
    except (MultiPartException, FormParserError) as error:
        raise Refused(400, "一次只能查一份，或表单不完整；请重新选一份报告。") from error
    except asyncio.TimeoutError as error:
        raise Refused(408, f"文件 {_SECONDS} 秒还没有传完，没有检查；请再试一次。") from error


async def said(request: Request) -> dict[str, str]:
    """The fields of a form without a file. Raises `Refused`."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise Refused(415, "提交的不是本页的表单；请回到本页再提交。")

    async def whole() -> bytes:
        return b"".join([part async for part in _bounded(request, _AROUND, "写得太长，没有记；请写短些。")])

    try:
        body = await asyncio.wait_for(whole(), _SECONDS)
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=8))
    except ValueError as error:
        raise Refused(400, "表单不完整；请回到本页再提交。") from error
    except asyncio.TimeoutError as error:
        raise Refused(408, f"表单 {_SECONDS} 秒还没有传完；请再试一次。") from error


async def _bounded(request: Request, most: int, what: str) -> AsyncGenerator[bytes, None]:
    left = most
    async for part in request.stream():
        left -= len(part)
        if left < 0:
            raise Refused(413, what)
        yield part


async def drain(request: Request) -> None:
    """Let the rest of a request pass unread: a browser shows no answer before it has sent all."""

    async def rest() -> None:
        async for _ in request.stream():
            pass

    with suppress(RuntimeError, ClientDisconnect, asyncio.TimeoutError):  # RuntimeError: all is read
        await asyncio.wait_for(rest(), _SECONDS)


async def report(fields: FormData) -> tuple[str, bytes]:
    """Name and content of the report that was sent. Raises `Refused`."""
    sent = fields.get("report")
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise Refused(400, "还没有选文件；请选一份报告。")
    name, data = safe_name(sent.filename), await sent.read()
    suffix = PurePath(name).suffix.lower()
    if suffix not in EXTENSIONS:
        known = "、".join(sorted(extension.lstrip(".") for extension in EXTENSIONS))
        raise Refused(415, f"“{name}”的扩展名{'' if suffix else '没有写明，'}认不出是哪种文件；能查的是 {known}。")
    if len(data) > readers.largest(name):
        raise Refused(413, f"“{name}”：{readers.too_large(len(data), readers.largest(name)).message}。")
    return name, data


def safe_name(given: str) -> str:
    """The last part of a path of any system, without what is not seen or not allowed in names, short enough for every disk."""
    last = re.split(r"[/\\]", given)[-1]
    name = "".join("_" if letter in '<>:"|?*' else letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return f"{stem[:_LONGEST_NAME].strip() or '报告'}{suffix[:10]}"
