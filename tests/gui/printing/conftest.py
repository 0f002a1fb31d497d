"""The fonts of the page, carried ones alone: what stands on it is then the same on every computer."""

from __future__ import annotations

import pytest

from gui.printing.faces import Faces
from gui.printing.typesetter import Typesetter


@pytest.fixture
def setter(qapp: object) -> Typesetter:
    return Typesetter(Faces(()))
