from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.look.tokens import TOKENS, Scheme, Tone, contrast
from fosterpanel.ui.parts import fields
from tests.ui.conftest import Shot
from tests.ui.gallery import FormsPage, ListsPage
from tests.ui.patience import WITHIN_MS
from tests.ui.walk import cut_off, duplicate_shortcuts, focus_order, nameless_tab_stops, overlapping

READ_ON = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "soft_ink_ground"),
    ("ink", "good_ground"),
    ("ink", "warn_ground"),
    ("ink", "bad_ground"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "soft_ink_ground"),
    ("disabled", "ground"),
    ("disabled", "surface"),
    ("accent", "surface"),
    ("accent", "ground"),
    ("accent", "soft_ink_ground"),
    ("on_accent", "accent"),
    ("on_accent", "accent_pressed"),
    ("soft_ink", "soft_ink_ground"),
    ("good", "good_ground"),
    ("good", "surface"),
    ("warn", "warn_ground"),
    ("warn", "surface"),
    ("warn", "ground"),
    ("bad", "bad_ground"),
    ("bad", "surface"),
    ("rail_ink", "rail"),
    ("rail_ink", "rail_chosen"),
    ("rail_ink", "rail_count"),
    ("rail_muted", "rail"),
    ("rail_muted", "rail_chosen"),
]
DRESSES = [
    ("light", Scheme.LIGHT, 1.0),
    ("dark", Scheme.DARK, 1.0),
    ("contrast", Scheme.HIGH_CONTRAST, 1.0),
    ("large", Scheme.LIGHT, 2.0),
    ("large-dark", Scheme.DARK, 2.0),
]


def test_contrast_is_the_one_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize(("scheme", "pair"), list(product(Scheme, READ_ON)))
def test_text_can_be_read_on_its_ground(scheme: Scheme, pair: tuple[str, str]) -> None:
    text, ground = (getattr(TOKENS[scheme], name) for name in pair)
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
def test_the_edge_of_a_field_can_be_seen(scheme: Scheme) -> None:
    tokens = TOKENS[scheme]
    assert contrast(tokens.control_line, tokens.surface) >= 3


def test_in_high_contrast_every_line_can_be_seen_and_is_two_pixels() -> None:
    tokens = TOKENS[Scheme.HIGH_CONTRAST]
    assert tokens.line_width == 2
    for line, ground in product(
        (tokens.line, tokens.control_line, tokens.focus), (tokens.ground, tokens.surface)
    ):
        assert contrast(line, ground) >= 3


@pytest.mark.parametrize("scheme", Scheme)
def test_every_tone_has_a_colour(scheme: Scheme) -> None:
    assert all(QColor(TOKENS[scheme].of(tone)).isValid() for tone in Tone)
    assert all(QColor(TOKENS[scheme].ground_of(tone)).isValid() for tone in Tone)


def test_the_typeface_is_the_one_shipped_and_has_the_letters_of_the_four_nations(qapp: QApplication) -> None:
    fonts.load()
    assert set(fonts.FAMILIES) <= set(QFontDatabase.families())
    font = fonts.font()
    assert QFontInfo(font).family() == fonts.FAMILIES[0]
    assert QFontInfo(font).pixelSize() == 15
    assert fonts.font(sizes.TITLE, bold=True).bold()


def test_larger_text_makes_everything_larger(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert sizes.px(sizes.CONTROL) == 72
    assert qapp.font().pixelSize() == 30
    assert "font-size: 30px" in qapp.styleSheet()
    assert "border: 1px solid" in qapp.styleSheet(), "lines keep their width"


def test_the_scheme_follows_the_system(qapp: QApplication) -> None:
    theme.follow_system(qapp)
    assert theme.current_scheme() is theme.system_scheme()
    assert 1.0 <= theme.current_scale() <= 3.0


def test_an_icon_takes_the_colour_of_the_scheme_in_use_without_being_asked_for_again(
    qapp: QApplication,
) -> None:
    icon = icons.icon("square", Tone.INK)
    seen = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.apply(qapp, scheme)
        picture = icon.pixmap(24, 24).toImage()
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if picture.pixelColor(x, y).alpha() == 255
        }
        seen.append(TOKENS[scheme].ink in colours)
    assert seen == [True, True]


def test_an_icon_nobody_ships_is_refused_where_it_is_asked_for(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_icons_ship_with_their_licence(project: Path) -> None:
    folder = project / "resources" / "icons"
    assert "ISC License" in (folder / "LICENCE.txt").read_text(encoding="utf-8")
    for file in folder.glob("*.svg"):
        assert 'stroke="currentColor"' in file.read_text(encoding="utf-8"), file.name


def test_the_window_library_loses_no_reference_to_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 on Python 3.11 lost one with every call that returns nothing, and ended the process.
    widget = QObject()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        widget.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 200


@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress[0])
@pytest.mark.parametrize("page_class", [ListsPage, FormsPage])
def test_every_part_fits_in_every_dress(
    qtbot: QtBot, qapp: QApplication, shot: Shot, page_class: type[QWidget], dress: tuple[str, Scheme, float]
) -> None:
    name, scheme, scale = dress
    theme.apply(qapp, scheme, scale)
    page = shown(qtbot, page_class())
    shot(page, f"gallery-{page_class.__name__.lower()}-{name}")
    assert page.size().toTuple() == (1154, 768), "it wants more room than the smallest screen has"
    assert cut_off(page) == []
    assert overlapping(page) == []


@pytest.mark.parametrize("page_class", [ListsPage, FormsPage])
def test_every_part_is_named_and_met_in_the_order_it_is_read(qtbot: QtBot, page_class: type[QWidget]) -> None:
    page = shown(qtbot, page_class())
    assert nameless_tab_stops(page) == []
    assert duplicate_shortcuts(page) == []
    assert len(focus_order(page)) > 5


def test_a_long_question_scrolls_with_its_sheet(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    sheet = FormsPage().sheet
    qtbot.addWidget(sheet)
    sheet.resize(840, 700)
    sheet.show()
    for number in range(12):
        sheet.add(fields.TextField(f"Field {number}"))
    sheet.notice.say("Is that what you mean? " * 60)
    QApplication.processEvents()
    assert sheet.minimumSizeHint().height() < 600
    bar = sheet.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    sheet.notice.say("Is it really?")
    QApplication.processEvents()
    assert not sheet.notice.visibleRegion().isEmpty()


@pytest.mark.parametrize("scheme", Scheme)
def test_the_ring_shows_where_the_keyboard_is(qtbot: QtBot, qapp: QApplication, scheme: Scheme) -> None:
    theme.apply(qapp, scheme)
    page = FormsPage()
    shown(qtbot, page)
    for field in (page.name_field, page.reasons, page.kind, page.late):
        field.focus()
        picture = field.focus_target().grab().toImage()
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(min(40, picture.width()))
            for y in range(picture.height())
        }
        assert TOKENS[scheme].focus in colours, field.name


def shown(qtbot: QtBot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.resize(1154, 768)
    with qtbot.waitActive(page, timeout=WITHIN_MS):
        page.show()
    qtbot.wait(30)
    return page
