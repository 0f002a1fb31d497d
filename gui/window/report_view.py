"""A report on the screen: tabs at the left, the page of one in the middle, findings and reasons at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.figures.keys import NO_KEY, WHOLE, Key, Row
from core.numbers.finding import gravest
from core.pack.sections import FIRST_LEVEL, INPUT_LEVEL, LEVEL, SECOND_LEVEL
from core.report.change import Change
from core.report.completeness import FORM
from core.report.findings import FINE
from core.report.names import section_heading, section_name
from core.report.progress import Progress, filled_percent, form_marks, progress, section_of
from core.report.stages import standing_final
from gui.pages.report_page import ReportPage
from gui.pages.section_page import SectionPage
from gui.panels.final_banner import ClosedKeys, FinalBanner
from gui.panels.findings_panel import FindingsPanel
from gui.panels.navigation import NUMBERS, OVERVIEW, RULES, UNFILLED, Navigation, Tab
from gui.panels.why_panel import WhyPanel
from gui.session import Session

READ_AFTER = 400
"""Milliseconds of quiet after which the report's sentences are read against each other."""

PAUSE = 60
"""Milliseconds after a change before the tabs count anew: a run of edits is counted once."""


class ReportView(QSplitter):
    """Everything of one open report; the window around it has the menus and the status bar."""

    followed = Signal()
    act_requested = Signal(str)
    """The name of a menu's act, asked for on a page."""

    told = Signal(str)
    """A sentence for the status bar."""

    zoomed = Signal(float)

    def __init__(self, session: Session, zoom: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("report")
        self._zoom = zoom
        self._pages: dict[str, QWidget] = {}
        self._last = 0
        self.sections: dict[Row, Progress] = {}
        self.nav = Navigation()
        self._stack = QStackedWidget()
        self.findings = FindingsPanel(session)
        self.why = WhyPanel(session)
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.addWidget(self.findings)
        self.side.addWidget(self.why)
        self.side.setSizes([420, 280])
        for widget in (self.nav, self._middle(), self.side):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        letter = self.fontMetrics().horizontalAdvance("字")
        left = max(230, letter * 13)
        right = max(330, letter * 18)
        self.setSizes([left, max(1366 - left - right, 400), right])
        self.setChildrenCollapsible(False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.follow)
        self._quiet = QTimer(self, singleShot=True, interval=READ_AFTER)
        self._quiet.timeout.connect(session.read_sentences)
        self._quiet.start()
        self.nav.page_requested.connect(self.show_page)
        where = session.where
        where.moved.connect(self.why.follow)
        where.explain_requested.connect(self.explain)
        where.go_requested.connect(self.go)
        where.words_requested.connect(self.show_words)
        where.finding_requested.connect(self.show_finding)
        where.page_requested.connect(self.nav.go_to)
        session.changed.connect(self._on_changed)
        session.refused.connect(self._pause.start)
        self.follow()
        self.nav.go_to(self._first_to_show())

    def _middle(self) -> QWidget:
        """The pages, under a banner where the report is 定稿."""
        report = self.session.report
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        banner = FinalBanner(report, middle)
        banner.act_requested.connect(self.act_requested)
        column.addWidget(banner)
        column.addWidget(self._stack, 1)
        ClosedKeys(self._stack, report).said.connect(self.told)
        return middle

    # -- pages ----------------------------------------------------------------------------------------

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Shows a page, made when it is first looked at; who was on a page is put on the new one."""
        self.commit()
        focus = self.window().focusWidget()
        inside = focus is not None and self._stack.isAncestorOf(focus)
        page = self.page(name)
        self.session.where.leave()  # before it is shown: the focus may be there at once
        self._stack.setCurrentWidget(page)
        self._last = self.nav.currentRow()
        if inside:
            self.focus_page()

    def page(self, name: str) -> QWidget:
        """The page of a section or of a check."""
        if name not in self._pages:
            page = self._pages[name] = self._make(name)
            self._stack.addWidget(page)
            self._order(page)
        return self._pages[name]

    def _order(self, page: QWidget) -> None:
        """Tab leads from the tabs to the page shown, and then to the findings and the reasons: a page is made late."""
        last = page.last_stop if isinstance(page, ReportPage) else page.focusProxy()
        for stop in (self.findings.sentences, self.why.formulas, self.why.lines):
            if last is not None:
                QWidget.setTabOrder(last, stop)
                last = stop

    def _make(self, name: str) -> QWidget:
        """A page; a report is quicker open without those that are not its sections."""
        if name == UNFILLED:
            from gui.panels.unfilled_page import UnfilledPage

            return UnfilledPage(self.session)
        if name == RULES:
            from gui.panels.rules_page import RulesPage

            return RulesPage(self.session)
        if name == NUMBERS:
            from gui.panels.numbers_page import NumbersPage

            return NumbersPage(self.session)
        if name == OVERVIEW:
            from gui.panels.overview_page import OverviewPage

            return OverviewPage(self.session, lambda: self.sections)
        if name.startswith(FORM):
            return self._form_page(name.removeprefix(FORM))
        page = SectionPage(self.session, Row(name), self._zoom)
        page.zoomed.connect(self._on_zoomed)
        return page

    def _form_page(self, form: str) -> QWidget:
        from gui.pages.form_page import FormPage

        report = self.session.report
        return FormPage(self.session, report.pack.bound(form, report.graph))

    @Slot(float)
    def _on_zoomed(self, zoom: float) -> None:
        """All texts of the report are shown at one size, and it is remembered."""
        self._zoom = zoom
        for page in self._pages.values():
            if isinstance(page, SectionPage) and page is not self.sender():
                page.set_zoom(zoom)
        self.zoomed.emit(zoom)

    def focus_page(self) -> None:
        """Puts the focus into the page shown: where it was last, else at its beginning."""
        page = self._stack.currentWidget()
        if isinstance(page, ReportPage):
            page.focus_again()
        elif page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_to_fill(self) -> Key:
        """The figure or cell under the cursor that one line fills; "" in texts, lists and computed ones."""
        focus = self.window().focusWidget()
        page = self._stack.currentWidget()
        if not isinstance(page, ReportPage) or focus is None or not page.isAncestorOf(focus):
            return NO_KEY
        return page.key_to_fill(focus)

    def areas(self) -> list[QWidget]:
        """What F6 walks through."""
        shown = [self.nav, self._stack, self.findings.sentences, self.why.lines]
        return [area for area in shown if area.isVisible()]

    @Slot(tuple)
    def go(self, keys: tuple[Key, ...]) -> None:
        """Goes to the first of some keys that has a place on a page."""
        for key in keys:
            home = section_of(self.session.report, key)
            if home is None or not self.nav.go_to(home):
                continue
            page = self.page(home)
            if isinstance(page, ReportPage) and page.show_key(key):
                return

    def go_to_words(self, key: Key, start: int, end: int) -> None:
        """Goes to characters of what a key shows, and selects them in a text."""
        self.go((key,))
        page = self._stack.currentWidget()
        if isinstance(page, ReportPage):
            page.select_words(key, start, end)

    @Slot(str, int, int)
    def show_words(self, key: Key, start: int, end: int) -> None:
        """Goes to characters of what a key shows: they are pointed out, and nothing is selected."""
        self.go((key,))
        page = self._stack.currentWidget()
        if isinstance(page, ReportPage):
            page.show_words(key, start, end)

    def show_change(self, keys: Sequence[Key]) -> bool:
        """Shows a change on the page that is shown; False where it has no place there."""
        page = self._stack.currentWidget()
        return isinstance(page, ReportPage) and page.show_change(keys)

    @Slot(str)
    def show_finding(self, identity: str) -> None:
        """Brings a finding into sight in the panel."""
        self.side.setVisible(True)
        self.findings.show_finding(identity)

    @Slot(str)
    def explain(self, key: Key) -> None:
        """Explains a figure in the panel, which comes into sight."""
        self.side.setVisible(True)
        self.why.setVisible(True)
        self.why.follow(key)
        self.why.show_now()

    def refused(self) -> list[Key]:
        """The keys of fields and cells whose text was not taken and still stands there."""
        pages = [page for page in self._pages.values() if isinstance(page, ReportPage)]
        return [key for page in pages for key in page.refused()]

    def commit(self) -> None:
        """Stores what is still being typed, before pages turn, steps are taken back, files are written."""
        for page in self._pages.values():
            if isinstance(page, ReportPage):
                page.commit()
        self.findings.commit()

    # -- following ------------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self._pause.start()
        self._quiet.start()

    @Slot()
    def follow(self) -> None:
        """Counts anew what stands on the tabs and in the status bar."""
        self._pause.stop()
        report = self.session.report
        self.sections = progress(report, self.session.standings)
        unfilled = self.unfilled
        self.findings.tell_unfilled(unfilled, len(self.refused()))
        checks = [
            Tab(OVERVIEW, "概览"),
            Tab(UNFILLED, "未填项", "未填完" if unfilled else "相符", unfilled),
            Tab(RULES, "审核关系", self._gravest(), sum(one.is_open for one in self.session.standings)),
            Tab(NUMBERS, "数字依据"),
        ]
        self.nav.show_tabs([("报告", self._tabs()), ("附件", self._form_tabs()), ("检查", checks)])
        self._leave_gone_pages()
        self.followed.emit()

    def _leave_gone_pages(self) -> None:
        """A section that was removed takes its page with it; the page beside it is shown."""
        for name in [n for n in self._pages if n not in (*self.sections, OVERVIEW, UNFILLED, RULES, NUMBERS)]:
            page = self._pages.pop(name)
            self._stack.removeWidget(page)
            page.deleteLater()
        if self.nav.page is None and self.nav.count():
            self.nav.turn_from(self._last)
            self.focus_page()
        self._last = max(self.nav.currentRow(), 0)

    def _tabs(self) -> list[Tab]:
        report = self.session.report
        counts: dict[str, int] = {}
        tabs: list[Tab] = []
        for row, standing in self.sections.items():
            if row.startswith(FORM):
                continue
            level = report.words(report.cell(LEVEL, row)) if row else INPUT_LEVEL
            counted = level in (FIRST_LEVEL, SECOND_LEVEL) and standing.left != "不列"
            name = section_heading(report, row, counts) if counted else section_name(report, row)
            tabs.append(Tab(row, name, standing.state, standing.number, int(level == SECOND_LEVEL)))
        return tabs

    def _form_tabs(self) -> list[Tab]:
        """The official forms, each with the gravest of what contradicts on it."""
        report = self.session.report
        marks = form_marks(report, self.session.standings, self.sections)
        return [Tab(FORM + form, entry.name, *marks[form]) for form, entry in report.pack.forms.items()]

    def _gravest(self) -> str:
        found = [one.finding.severity for one in self.session.standings if one.is_open]
        return gravest(found) or FINE

    @property
    def unfilled(self) -> int:
        """How many places would print blank."""
        return sum(page.unfilled for page in self.sections.values())

    @property
    def counts(self) -> str:
        """How many 错误, 需说明 and blanks there are, for the status bar."""
        errors = sum(one.errors for one in self.sections.values())
        explains = sum(one.explains for one in self.sections.values())
        return f"✕ {errors} 错误　! {explains} 需说明　… {self.unfilled} 处没有填"

    @property
    def stage(self) -> str:
        """草稿, or the version and check code of a 定稿."""
        final = standing_final(self.session.report)
        return f"已定稿　{final.stamp}" if final else "草稿"

    @property
    def filled(self) -> int:
        """How much of what must be filled is, in per cent."""
        return filled_percent(self.sections.values())

    def _first_to_show(self) -> Row:
        """The first section that has figures to show."""
        packed = self.session.report.pack.sections
        return next((row for row in self.sections if row in packed and packed[row].blocks), WHOLE)
