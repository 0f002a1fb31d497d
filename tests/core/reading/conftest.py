"""A report with its forms filled, and their export as it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.report.report import Report
from tests.core.intake.forms.filled import filled_file, filled_report


@pytest.fixture
def report() -> Report:
    return filled_report()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return filled_file(tmp_path / "附件.xlsx")
