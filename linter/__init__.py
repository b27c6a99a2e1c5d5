"""fazhi-lint: reads a 法治政府建设年度报告 the way a reviewer would."""

from __future__ import annotations

__version__ = "0.1.0"
