"""SHA-256. To load OpenSSL's takes as long as digests of a hundred reports, so a run about one does with the one that Python has itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256  # before Python 3.12
        except ImportError:
            from hashlib import sha256

__all__ = ["quick", "sha256"]


def quick() -> None:
    """For who is going to make many: OpenSSL's takes a fifth of the time."""
    global sha256  # noqa: PLW0603
    from hashlib import sha256  # noqa: PLC0415
