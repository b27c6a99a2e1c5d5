"""digests: whichever SHA-256 is used, digests are those that everybody knows."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from linter import digests


def test_digests_are_those_of_hashlib_before_and_after_it_is_loaded() -> None:
    asked = (
        "import sys; from linter import digests\n"
        "before = digests.sha256('报告'.encode()).hexdigest(); digests.quick()\n"
        "assert digests.sha256 is sys.modules['hashlib'].sha256\n"
        "print(before, digests.sha256('报告'.encode()).hexdigest())"
    )
    found = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert found == [hashlib.sha256("报告".encode()).hexdigest()] * 2
    assert digests.sha256(b"").digest() == hashlib.sha256(b"").digest()
