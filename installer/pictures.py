"""Draws the icon in the sizes that desktops and Windows want: `python installer/pictures.py FOLDER`."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "zipingtong.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def main(arguments: list[str]) -> int:
    """Writes a PNG for each size and one .ico of them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QGuiApplication([])
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {size: _drawn(size) for size in SIZES}
    for size, content in drawn.items():
        (folder / f"{size}.png").write_bytes(content)
    (folder / "zipingtong.ico").write_bytes(_ico(drawn))
    return 0


def _drawn(size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


def _ico(drawn: dict[int, bytes]) -> bytes:
    """An icon file whose pictures are PNGs, as Windows takes them since Vista."""
    head = struct.pack("<HHH", 0, 1, len(drawn))
    body = b""
    for size, content in drawn.items():
        at = 6 + 16 * len(drawn) + len(body)
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(content), at)
        body += content
    return head + body


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
