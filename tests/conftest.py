"""What all tests share: no real screen, the real texts where they are, small fixed samples."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "small", max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile(
    "campaign", max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("campaign" if os.environ.get("CAMPAIGN") else "small")


NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "urllib.Request")


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """The program works without any network: a test in which a socket is opened fails. Local pipes are none."""
    if event in NETWORK and not (event != "socket.getaddrinfo" and isinstance(arguments[-1], str | bytes)):
        raise AssertionError(f"the network was touched: {event} {arguments}")


sys.addaudithook(_refuse_network)


@pytest.fixture
def real_texts() -> Path:
    """The folder with real public texts; tests that need it have a twin on invented material."""
    default = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("REAL_TEXTS", default))
    if not (folder / "seed").is_dir():
        pytest.skip("the real texts are not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard() -> Iterator[None]:
    """The offscreen platform crashes at its end over what a test left on the clipboard."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()
