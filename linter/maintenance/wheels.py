"""Fills a folder with every wheel that fazhi-lint needs on a machine without a network: `python -m linter.maintenance.wheels FOLDER`.

The platform and the Python version are those of the machine that will install, not of this one. pip judges the markers of requirements
(`sys_platform == "win32"`) by the machine it runs on, so what is needed over there is worked out here, from the wheels themselves, until
nothing is missing. What is published only as source is built here, if it is pure Python.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from msgspec import Struct

from linter.maintenance.pages import ROOT

try:
    from packaging.requirements import Requirement
    from packaging.specifiers import SpecifierSet
    from packaging.utils import canonicalize_name, parse_wheel_filename
    from packaging.version import Version
except ModuleNotFoundError:
    sys.exit("错误：要用 packaging，还没有安装；请运行 pip install packaging 后再用")

ONLY_SOURCE = ("jieba",)  # no wheel is published
SUMS, PINNED = "SHA256SUMS", "requirements.txt"
_LINUX = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014")  # 银河麒麟 V10, 统信 20: glibc 2.28


class Platform(Struct, frozen=True):
    """What pip calls a platform, the best first, and what markers ask of it."""

    tags: tuple[str, ...]
    sys_platform: str
    system: str
    machine: str

    def markers(self, python: str) -> dict[str, str]:
        return {
            "implementation_name": "cpython", "implementation_version": f"{python}.0", "os_name": "nt" if self.system == "Windows" else "posix",
            "platform_machine": self.machine, "platform_python_implementation": "CPython", "platform_release": "", "platform_system": self.system,
            "platform_version": "", "python_full_version": f"{python}.0", "python_version": python, "sys_platform": self.sys_platform,
        }


PLATFORMS: Mapping[str, Platform] = {
    "windows-x64": Platform(("win_amd64",), "win32", "Windows", "AMD64"),
    "linux-x86_64": Platform(tuple(f"{tag}_x86_64" for tag in _LINUX), "linux", "Linux", "x86_64"),
    "linux-aarch64": Platform(tuple(f"{tag}_aarch64" for tag in _LINUX), "linux", "Linux", "aarch64"),
    "macos-arm64": Platform(("macosx_14_0_arm64", "macosx_13_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"), "darwin", "Darwin", "arm64"),
}


class Incomplete(Exception):
    """The folder cannot be filled; the text says what is missing and what to do."""


def needed(folder: Path, wanted: Requirement, markers: Mapping[str, str]) -> tuple[dict[str, Path], list[Requirement]]:
    """The wheels of the folder that `wanted` needs, by name, and the requirements that none of them meets."""
    there = sorted(folder.glob("*.whl"), key=_version, reverse=True)
    asked: dict[str, SpecifierSet] = {}  # by every requirement so far
    found: dict[str, Path] = {}
    missing: dict[str, Requirement] = {}
    seen: set[str] = set()
    waiting = [wanted]
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        name = canonicalize_name(requirement.name)
        asked[name] = asked.get(name, SpecifierSet()) & requirement.specifier
        fitting = (wheel for wheel in there if parse_wheel_filename(wheel.name)[0] == name and asked[name].contains(_version(wheel), prereleases=True))
        wheel = next(fitting, None)  # the newest
        if wheel is None:
            missing[str(requirement)] = requirement
            continue
        found[name] = wheel
        waiting += _requires(wheel, requirement.extras, markers)
    return dict(sorted(found.items())), [missing[key] for key in sorted(missing)]


def _version(wheel: Path) -> Version:
    return parse_wheel_filename(wheel.name)[1]


def _requires(wheel: Path, extras: set[str], markers: Mapping[str, str]) -> Iterator[Requirement]:
    """What a wheel requires over there."""
    for line in _metadata(wheel).get_all("Requires-Dist", []):
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({**markers, "extra": extra}) for extra in ("", *extras)):
            yield requirement


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def fill(folder: Path, platform: Platform, python: str, extra: str) -> dict[str, Path]:
    """Every wheel that is needed, by name; the folder gets all of them or stays as it was. Raises `Incomplete`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Incomplete(f"{folder} 不是空文件夹；换一个，免得混进别的平台、别的版本的文件")
    with tempfile.TemporaryDirectory() as made:
        found = _collected(Path(made), platform, python, extra)
        folder.mkdir(parents=True, exist_ok=True)
        return {name: Path(shutil.move(wheel, folder / wheel.name)) for name, wheel in found.items()}


def _collected(folder: Path, platform: Platform, python: str, extra: str) -> dict[str, Path]:
    _pip("wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    wanted, markers = Requirement(f"fazhi-lint[{extra}]"), platform.markers(python)
    known = set(_metadata(next(folder.glob("fazhi_lint-*.whl"))).get_all("Provides-Extra", []))
    if not wanted.extras <= known:
        raise Incomplete(f"没有组件 {'、'.join(sorted(wanted.extras - known))}；可用的是 {'、'.join(sorted(known))}")
    for name in ONLY_SOURCE:
        _pip("wheel", "--no-deps", "--no-binary", name, "--wheel-dir", folder, name)
    found, missing = needed(folder, wanted, markers)
    while missing:
        before = missing
        _download(folder, platform, python, [str(requirement).partition(";")[0].strip() for requirement in missing])
        found, missing = needed(folder, wanted, markers)
        if missing == before:
            raise Incomplete(f"取不到 {'、'.join(map(str, missing))}；换一个 Python 版本，或看它有没有这个平台的 wheel")
    return found


def _download(folder: Path, platform: Platform, python: str, requirements: Sequence[str]) -> None:
    digits = python.replace(".", "")
    where = [part for tag in platform.tags for part in ("--platform", tag)]
    abis = [part for abi in (f"cp{digits}", "abi3", "none") for part in ("--abi", abi)]
    _pip(
        "download", "--only-binary", ":all:", "--implementation", "cp", "--python-version", python, *where, *abis, "--dest", folder,
        "--find-links", folder, *requirements,
    )


def _pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, arguments)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    if ran.returncode:
        lines = [line for line in ran.stderr.splitlines() if line.startswith("ERROR")] or ran.stderr.splitlines()[-3:]
        raise Incomplete("pip 没有办成：" + "；".join(lines))


def seal(folder: Path, wheels: Mapping[str, Path], extra: str) -> None:
    """Checksums for people (`sha256sum -c`) and for pip (`--require-hashes`)."""
    digests = {name: hashlib.sha256(wheel.read_bytes()).hexdigest() for name, wheel in wheels.items()}
    pins = []
    for name, wheel in wheels.items():
        chosen = f"{name}[{extra}]" if name == "fazhi-lint" else name
        pins.append(f"{chosen}=={parse_wheel_filename(wheel.name)[1]} --hash=sha256:{digests[name]}\n")
    (folder / PINNED).write_bytes("".join(pins).encode())
    sums = [f"{digests[name]}  {wheel.name}\n" for name, wheel in wheels.items()]
    (folder / SUMS).write_bytes("".join([*sums, f"{hashlib.sha256((folder / PINNED).read_bytes()).hexdigest()}  {PINNED}\n"]).encode())


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m linter.maintenance.wheels", description="把没有网络的机器安装所需的文件收进一个文件夹。")
    parser.add_argument("folder", type=Path, help="空文件夹，没有就新建")
    parser.add_argument("--platform", choices=PLATFORMS, default="windows-x64", help="要装的那台机器（默认 windows-x64）")
    parser.add_argument("--python", default="3.12", metavar="版本", help="那台机器上 Python 的版本，如 3.10（默认 3.12）")
    parser.add_argument("--extra", default="all", metavar="组件", help="装哪些组件（默认 all）")
    asked = parser.parse_args(arguments)
    try:
        if not re.fullmatch(r"3\.\d+", asked.python):
            raise Incomplete(f"--python {asked.python} 不是版本；只写前两段，如 3.12")
        wheels = fill(asked.folder, PLATFORMS[asked.platform], asked.python, asked.extra)
    except Incomplete as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1
    seal(asked.folder, wheels, asked.extra)
    size = sum(wheel.stat().st_size for wheel in wheels.values()) / 1024 / 1024
    print(f"{asked.folder}：{len(wheels)} 个文件，{size:.1f} MB，给 {asked.platform}、Python {asked.python}。把整个文件夹拷过去，在那台机器上运行")
    print(f"pip install --no-index --find-links {asked.folder.name} 'fazhi-lint[{asked.extra}]'")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
