"""A file is changed by one at a time; the sign of a program that was killed holds nobody up, and no living one's is taken."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from linter import files


def test_a_sign_that_was_left_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LONGEST", 0.05)
    (tmp_path / "表.csv.lock").touch()
    with files.alone(tmp_path / "表.csv"):
        assert (tmp_path / "表.csv.lock").exists()
    assert not list(tmp_path.iterdir())


def test_many_wait_their_turn(tmp_path: Path) -> None:
    target, inside = tmp_path / "表.csv", []

    def change() -> None:
        with files.alone(target):
            inside.append(1)
            time.sleep(0.01)  # so that the others come meanwhile
            inside.append(-1)

    threads = [threading.Thread(target=change) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside == [1, -1] * 5 and not list(tmp_path.iterdir())


def test_a_sign_that_was_put_there_meanwhile_stays(tmp_path: Path) -> None:
    sign = tmp_path / "表.csv.lock"
    sign.touch()
    left = sign.stat().st_mtime_ns
    os.utime(sign, ns=(left + 1, left + 1))  # as if somebody else had taken the old one away and put his own
    files._put_away(sign, left)
    assert sign.exists() and len(list(tmp_path.iterdir())) == 1
    files._put_away(sign, left + 1)
    assert not list(tmp_path.iterdir())
