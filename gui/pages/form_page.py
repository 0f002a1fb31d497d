"""The page of an official form: its sheet in printed shape, and beside it the rows that each have a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import NO_KEY, WHOLE, Key, Row, outer_row, split_key
from core.pack.binding import BoundForm
from core.report.change import Change
from core.report.names import row_name
from gui.forms.view import FormView
from gui.pages.report_page import ReportPage
from gui.pages.withholding import WithheldNote, ask_to_withhold
from gui.session import Session
from gui.tables.descriptions import describe_finding

FIT = "适合宽度"
_MOST_SHOWN = 3
_ZOOMS = (FIT, "75%", "100%", "125%", "150%", "200%")
_ROW = Qt.ItemDataRole.UserRole


class FormPage(ReportPage, QWidget):
    """One form of the pack; with a sheet per row the list at the left chooses it."""

    def __init__(self, session: Session, form: BoundForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._listing = form.entry.per_row
        row_ids = session.report.rows(self._listing) if self._listing else [WHOLE]
        self.setObjectName(f"附件页:{form.entry.id}")
        self._view: FormView | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 8)
        self._layout.setSpacing(8)
        self._head()
        self._layout.addWidget(WithheldNote(session, form.entry.id, self))
        self._body = QSplitter()
        self._layout.addWidget(self._body, 1)
        self._sheets = self._list() if self._listing else None
        self._note = QLabel()
        self._note.setObjectName(f"表:{form.entry.id}!提示")
        self._note.setProperty("role", "note")
        self._note.setWordWrap(True)
        self._note.hide()
        self._layout.addWidget(self._note)
        if row_ids:
            self._show_row(row_ids[0])
        self._fill_list()
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)

    # -- building -------------------------------------------------------------------------------------

    def _head(self) -> None:
        line = QHBoxLayout()
        title = QLabel(self._form.entry.name)
        title.setObjectName("heading")
        title.setWordWrap(True)
        line.addWidget(title, 1)
        self._add = QPushButton("增加一行(&N)")
        self._add.setToolTip("在光标所在的行下面增加一行（Ins）")
        self._add.clicked.connect(self._on_add)
        self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(self._add)
        self._more = QPushButton("增加一项(&A)")
        self._more.clicked.connect(self._on_more)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(self._more)
        stays = QPushButton("不随报(&K)…")
        stays.setToolTip("这张表不随报告报送：写明原因，就不算未填，不打印，不导出")
        stays.clicked.connect(lambda: ask_to_withhold(self._session, self._form.entry.id, self))
        line.addWidget(stays)
        self._zoom = QComboBox()
        self._zoom.addItems(_ZOOMS)
        self._zoom.setAccessibleName("显示比例")
        self._zoom.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._zoom.activated.connect(self._on_zoom)
        line.addWidget(self._zoom)
        self._layout.addLayout(line)
        writes = not self._session.report.read_only
        self._add.setVisible(bool(self._form.bands) and writes)
        stays.setVisible(writes)
        listing = self._session.report.pack.definitions.listings.get(self._listing)
        self._more.setVisible(listing is not None and listing.open_rows and writes)
        if listing is not None:
            self._more.setText(f"增加{listing.label}(&A)")
            self._more.setToolTip(f"{listing.label}增加一行，就多一张表")

    def _list(self) -> QListWidget:
        sheets = QListWidget()
        label = self._session.report.pack.definitions.listings[self._listing].label
        sheets.setObjectName(f"表:{self._form.entry.id}!各表")
        sheets.setAccessibleName(f"{label}：每项一张表")
        sheets.setMinimumWidth(120)
        sheets.setUniformItemSizes(True)
        sheets.currentItemChanged.connect(self._on_item)
        self._body.addWidget(sheets)
        return sheets

    def _show_row(self, row_id: Row) -> None:
        """Shows the sheet of a row; the view is made when there is a first one."""
        if self._view is not None:
            if self._view.model().sheet.row != row_id:
                self._view.commit()
                self._view.model().show_row(row_id)
            return
        view = self._view = FormView(self._session, self._form, row_id)
        view.moved.connect(self._on_cell)
        view.acts.noted.connect(self._tell)
        view.model().refusals_changed.connect(self._on_cell)
        view.zoom_changed.connect(self._on_zoomed)
        self._body.addWidget(view)
        if self._sheets is not None:
            QWidget.setTabOrder(self._sheets, view)
        self._body.setStretchFactor(self._body.count() - 1, 1)
        self._body.setSizes([170, 900] if self._listing else [900])
        self.setFocusProxy(view)

    # -- the rows that have a sheet -------------------------------------------------------------------

    def _fill_list(self) -> None:
        """The rows by their names; the current one stays."""
        if self._sheets is None:
            return
        report = self._session.report
        row_ids = report.rows(self._listing)
        current = self._view.model().sheet.row if self._view is not None else WHOLE
        self._sheets.blockSignals(True)
        self._sheets.clear()
        for number, row_id in enumerate(row_ids, start=1):
            item = QListWidgetItem(f"{number}. {row_name(report, self._listing, row_id)}")
            item.setData(_ROW, row_id)
            item.setToolTip(item.text())
            self._sheets.addItem(item)
            if row_id == current:
                self._sheets.setCurrentItem(item)
        self._sheets.blockSignals(False)
        self._add.setEnabled(bool(row_ids))
        if self._view is not None:
            self._view.setVisible(bool(row_ids))
        if row_ids and current not in row_ids:
            self._show_row(row_ids[0])
            self._sheets.setCurrentRow(0)
        label = report.pack.definitions.listings[self._listing].label
        if not row_ids:
            self._tell(f"还没有{label}。每有一个{label}就有一张表，点“增加{label}”开始填写。")

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_item(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self._show_row(item.data(_ROW))
            self._session.where.stand_on(self._view.current_key() if self._view else NO_KEY)

    # -- what the application asks --------------------------------------------------------------------

    def show_key(self, key: Key) -> bool:
        """Puts the cursor on a figure's cell, on the sheet of its row; False where the form has no such cell."""
        if self._listing:
            row_id = outer_row(split_key(key)[1], 1)
            if row_id and row_id in self._session.report.rows(self._listing) and self._sheets is not None:
                items = [self._sheets.item(n) for n in range(self._sheets.count())]
                self._sheets.setCurrentItem(next(item for item in items if item.data(_ROW) == row_id))
        return self._view is not None and self._view.show_cell(key)

    def show_change(self, keys: Sequence[Key]) -> bool:
        """Goes to what was changed where it stands on this form; where its row is gone everything stays."""
        here = [key for key in keys if self._holds(key)]
        if self._view is not None and self._view.current_key() not in here:
            next(filter(self._show_changed, here), None)
        if here:
            self.focus_again()
        return bool(here)

    def _holds(self, key: Key) -> bool:
        name = split_key(key)[0]
        bands = {band.listing for band in self._form.bands.values()}
        names = {figure for bound in self._form.cells.values() for figure in bound.keys}
        return name in names or name in bands or (bool(self._listing) and name == self._listing)

    def _show_changed(self, key: Key) -> bool:
        """Puts the cursor on a cell, or on the first of a row that is typed in."""
        if self._view is None:
            return False
        name, row_id = split_key(key)
        if name in self._session.report.pack.definitions.figures:
            return self.show_key(key)
        return self._view.show_row(row_id)

    @property
    def last_stop(self) -> QWidget | None:
        """The form, else the list of those that have one."""
        return self._view or self._sheets

    def focus_again(self) -> None:
        """Puts the focus into the form, else on the list."""
        target = self._view if self._view is not None and not self._view.isHidden() else self._sheets
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_to_fill(self, _focus: QWidget) -> Key:
        """The figure under the cursor that one line fills, else ""."""
        if self._view is None:
            return NO_KEY
        row, column = self._view.current_place()
        figures = self._view.model().figures(row, column)
        fills = len(figures) == 1 and not figures[0].kind.is_lines
        return self._view.model().sheet.key_of(row, figures[0].key) if fills else NO_KEY

    def refused(self) -> list[Key]:
        """The keys of cells whose text was not taken and still stands there; "" where a row is yet to come."""
        names = self._view.model().refusals() if self._view is not None else ()
        return [name if isinstance(name, str) else NO_KEY for name in names]

    def commit(self) -> None:
        """Stores what is still being typed."""
        if self._view is not None:
            self._view.commit()

    @property
    def view(self) -> FormView | None:
        """The sheet shown, None while there is none."""
        return self._view

    # -- following ------------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.findings_added or change.findings_removed:
            self._on_cell()
        if not self._listing:
            return
        known = self._session.report.pack.definitions.listings[self._listing]
        named = (known.known_by or known.columns[0], self._listing)
        if any(split_key(key)[0] in named for key in change.keys):
            row_ids = self._session.report.rows(self._listing)
            if row_ids and self._view is None:
                self._show_row(row_ids[0])
            self._note.hide()
            self._fill_list()

    @Slot(str)
    def _tell(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    @Slot(str, str)
    def _on_refused(self, key: Key, reason: str) -> None:
        if self._view is not None and key == self._view.objectName():
            self._tell(f"✕ {reason}")

    @Slot()
    def _on_cell(self) -> None:
        """What is wrong in the cursor's cell, in words under the form; else what was not taken elsewhere."""
        if self._view is None:
            return
        model = self._view.model()
        place = self._view.current_place()
        here = model.refusal_at(*place)
        findings = [f for key in model.sheet.keys(*place) for f in self._session.findings_at(key)]
        words = [describe_finding(finding) for finding in dict.fromkeys(findings)][:_MOST_SHOWN]
        if here:
            words = [f"✕ {here.reason}"]
        elsewhere = [f"✕ {refusal.reason}" for refusal in model.refusals().values()]
        self._tell("\n".join(words or elsewhere[-1:]))

    @Slot()
    def _on_add(self) -> None:
        if self._view is not None:
            self._view.acts.add_row()

    @Slot()
    def _on_more(self) -> None:
        """One more row of the listing, and its sheet."""
        if self._session.add_row(self._listing, {}) and self._sheets is not None:
            self._sheets.setCurrentRow(self._sheets.count() - 1)
            self.focus_again()

    @Slot()
    def _on_zoom(self) -> None:
        words = self._zoom.currentText()
        if self._view is not None:
            self._view.zoom_to(None if words == FIT else int(words.rstrip("%")) / 100)
            self.focus_again()

    @Slot(float)
    def _on_zoomed(self, zoom: float) -> None:
        self._zoom.setToolTip(f"现在是 {zoom:.0%}；按住 Ctrl 转动滚轮也能缩放")
