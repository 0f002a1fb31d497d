"""What the sentences of a text say against each other: underlined where it stands, told, mended, set aside."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from core.numbers.finding import ERROR, EXPLAIN
from core.report.change import Change
from core.report.findings import dismiss, standing_proofs
from core.report.proofs import Proof
from gui import theme
from gui.texts.marked_places import marked_places
from gui.texts.report_text import ReportText

_MARKER = 70
"""How much of its colour a passage that is pointed out has, of 255."""
_KEEP = QTextCursor.MoveMode.KeepAnchor
_Style = QTextCharFormat.UnderlineStyle
_LINES = {ERROR: _Style.WaveUnderline, EXPLAIN: _Style.DashUnderline}


class TextProofs(QObject):
    """Underlines the proofs of one text; they move with the words until the sentences are read anew."""

    def __init__(self, text: ReportText) -> None:
        super().__init__(text)
        self._text = text
        self._underlines: list[tuple[Proof, list[QTextCursor]]] = []
        self._pointed: QTextCursor | None = None
        text.session.changed.connect(self._on_changed)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        """Underlines anew where the change may have turned what is said of this text."""
        if not change.keys or self._text.key in change.keys:
            self.show()

    def show(self) -> None:
        """Underlines what stands now; while something is composed nothing moves."""
        text = self._text
        report = text.session.report
        if text.composing or text.stored() != (report.entry(text.key) or ""):
            return
        words = report.words(text.key)
        mine = [one for one in standing_proofs(report) if one.key == text.key]
        mine = [one for one in mine if words[one.start : one.end] == one.quote]
        self._underlines = [(one, self._places(words, one)) for one in mine]
        self._paint()

    def point_out(self, start: int, end: int) -> None:
        """Lays a ground under a passage, until the caret goes elsewhere or the text is another."""
        self._pointed = QTextCursor(self._text.document())
        self._pointed.setPosition(start)
        self._pointed.setPosition(end, _KEEP)
        self._paint()

    @property
    def pointed_out(self) -> str:
        """The passage that is pointed out, "" where none is."""
        return "" if self._pointed is None else self._pointed.selectedText()

    def follow_caret(self) -> None:
        """The caret has moved: a passage that it no longer stands before is pointed out no more."""
        if self._pointed is not None and self._text.textCursor().position() != self._pointed.anchor():
            self._pointed = None
            self._paint()

    def _paint(self) -> None:
        lines = [_line(one, place) for one, places in self._underlines for place in places]
        grounds = [] if self._pointed is None else [_ground(self._pointed)]
        self._text.setExtraSelections([*grounds, *lines])

    def _places(self, words: str, proof: Proof) -> list[QTextCursor]:
        out: list[QTextCursor] = []
        for start, end in marked_places(words, proof.start, proof.end, proof.finding.message):
            cursor = QTextCursor(self._text.document())
            cursor.setPosition(self._text.marks.place_of(start))
            cursor.setPosition(self._text.marks.place_of(end, up=True), _KEEP)
            out.append(cursor)
        return out

    def at(self, position: int) -> list[Proof]:
        """What is said of a character, the gravest first as it is listed."""
        return [
            proof
            for proof, places in self._underlines
            if any(c.selectionStart() <= position <= c.selectionEnd() for c in places)
        ]

    def tip(self, point: QPoint) -> str:
        """The sums laid out, for the words under the pointer."""
        proofs = self.at(self._text.cursorForPosition(point).position())
        return "\n".join(f"{theme.SEVERITY[one.finding.severity][0]} {one.finding.message}" for one in proofs)

    def answer(self, event: QHelpEvent) -> bool:
        """Answers a pointer that rests on the text."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip(event.pos()), self._text)
        return event.type() == QEvent.Type.ToolTip

    # -- acts -----------------------------------------------------------------------------------------

    def add_to(self, menu: QMenu, position: int) -> None:
        """What can be done with what is underlined here."""
        writes = not self._text.isReadOnly()
        for proof in self.at(position):
            mark = theme.SEVERITY[proof.finding.severity][0]
            message = menu.addAction(f"{mark} {_short(proof.finding.message)}")
            message.triggered.connect(
                lambda _on=False, one=proof: self._text.session.where.finding_requested.emit(
                    one.finding.identity
                )
            )
            message.setToolTip(proof.finding.message)
            if proof.instead is not None and writes and self._is_free(proof):
                old = self._text.session.report.words(self._text.key)[slice(*proof.at)]
                words = f"　把“{old}”改为“{proof.instead}”" if proof.instead else f"　删去“{old}”"
                menu.addAction(words).triggered.connect(lambda _on=False, one=proof: self.take(one))
            aside = menu.addAction("　不是问题（误报）")
            aside.triggered.connect(lambda _on=False, one=proof: self.set_aside(one))
            aside.setEnabled(writes)

    def take(self, proof: Proof) -> None:
        """Writes what was proposed, as a step of its own; what was typed since is read first."""
        text = self._text
        text.commit()
        text.session.read_sentences()
        now = next(
            (one for one, _ in self._underlines if one.finding.identity == proof.finding.identity), None
        )
        if now is None or now.instead is None or not self._is_free(now):
            return
        start = text.marks.place_of(now.at[0])
        end = text.marks.place_of(now.at[1], up=True)
        text.replace(start, end, now.instead, caret=text.textCursor().position())
        text.commit()

    def _is_free(self, proof: Proof) -> bool:
        """Whether no live figure stands where something else is to be written: that is changed at its place."""
        marks = self._text.marks
        return not marks.has_chip(marks.place_of(proof.at[0]), marks.place_of(proof.at[1], up=True))

    def set_aside(self, proof: Proof) -> None:
        """误报: remembered with the report, taken back by undo."""
        self._text.session.do(self._text.key, lambda report: dismiss(report, proof.finding))


def _short(message: str) -> str:
    return (message if len(message) <= 40 else f"{message[:40]}…").replace("&", "&&")


def _ground(place: QTextCursor) -> Any:
    look = QTextCharFormat()
    colour = theme.colour("explain")  # as of a marker: chips have a ground of their own
    colour.setAlpha(_MARKER)
    look.setBackground(colour)
    ground: Any = (
        QTextEdit.ExtraSelection()
    )  # PySide leaves its two fields out of its description of the class
    ground.cursor = QTextCursor(place)
    ground.format = look
    return ground


def _line(proof: Proof, place: QTextCursor) -> Any:
    severity = proof.finding.severity
    look = QTextCharFormat()
    look.setUnderlineStyle(_LINES.get(severity, _Style.DotLine))
    look.setUnderlineColor(theme.colour(theme.SEVERITY[severity][1]))
    line: Any = QTextEdit.ExtraSelection()
    line.cursor = QTextCursor(place)
    line.format = look
    return line
