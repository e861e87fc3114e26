"""Every theme can be read: each ink on each ground it stands on, at 4.5 to 1 or better, at 7 to 1 where contrast is
asked for."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QMenu

from zjviewer import paths
from zjviewer.core.annotations.annotation import COLOURS
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.appearance import Appearance
from zjviewer.gui.theme.style_sheet import palette, style_sheet
from zjviewer.gui.theme.theme import Theme, load_theme

THEMES = {
    "light": (False, False),
    "dark": (True, False),
    "contrast-light": (False, True),
    "contrast-dark": (True, True),
}


@pytest.fixture(params=list(THEMES))
def theme(request) -> Theme:
    return load_theme(*THEMES[request.param])


@pytest.fixture
def enough(theme) -> float:
    """WCAG 2.2, 1.4.3 (level AA), and 1.4.6 (AAA) where contrast is asked for."""
    return 7.0 if theme.contrast else 4.5


@pytest.fixture
def enough_for_shapes(theme) -> float:
    """1.4.11."""
    return 4.5 if theme.contrast else 3.0


def luminance(colour: str) -> float:
    parts = QColor(colour)
    channels = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts.getRgbF()[:3])
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_strongest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("ground", ["background", "surface", "raised"])
@pytest.mark.parametrize(
    "ink", ["text_color", "text_color_soft", "text_color_faint", "accent", "danger", "result", "agrees"]
)
def test_inks_can_be_read_on_every_ground(theme, ink, ground, enough):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= enough


def test_words_can_be_read_on_hits_and_on_what_is_selected(theme, enough):
    assert min(contrast(theme.text_color, hit) for hit in theme.hits) >= enough
    assert contrast(theme.hit_current_text_color, theme.hit_current) >= enough
    assert contrast(theme.on_accent, theme.accent) >= enough
    assert (
        min(contrast(ink, theme.accent_soft) for ink in (theme.text_color, theme.text_color_soft, theme.accent))
        >= enough
    )
    assert min(contrast(ink, theme.hover) for ink in (theme.text_color, theme.text_color_soft)) >= enough


def test_words_can_be_read_on_annotations_and_their_signs_seen(theme, enough, enough_for_shapes):
    grounds = (theme.background, theme.surface, theme.accent_soft)
    assert (
        min(contrast(ink, note) for ink in (theme.text_color, theme.text_color_soft) for note in theme.notes) >= enough
    )
    assert min(contrast(ink, ground) for ink in theme.note_text_colors for ground in grounds) >= enough_for_shapes
    assert len(theme.notes) == len(theme.note_text_colors) == len(COLOURS)


def test_the_colours_of_annotations_are_told_from_one_another(theme):
    hues = sorted(QColor(ink).hueF() for ink in theme.note_text_colors)
    assert min(b - a for a, b in pairwise((*hues, hues[0] + 1))) > 0.1


def test_both_sides_of_a_check_can_be_read_and_told_apart(theme, enough):
    assert (
        min(contrast(ink, theme.result_soft) for ink in (theme.text_color, theme.text_color_soft, theme.result))
        >= enough
    )
    hues = [QColor(colour).hueF() for colour in (theme.accent, theme.result)]
    assert min(abs(hues[0] - hues[1]), 1 - abs(hues[0] - hues[1])) > 0.25


def test_the_current_hit_is_told_from_the_others(theme):
    assert min(contrast(theme.hit_current, hit) for hit in theme.hits) >= 1.5


def test_bars_stand_out_from_the_ground(theme, enough_for_shapes):
    assert (
        min(contrast(bar, theme.background) for bar in (theme.series[0], theme.positive, theme.negative))
        >= enough_for_shapes
    )


def test_every_colour_is_six_hexadecimal_digits(theme):
    for name in Theme._fields:
        value = getattr(theme, name)
        for colour in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            assert re.fullmatch(r"#[0-9a-f]{6}", colour), name


def test_the_style_sheet_has_no_hole_left_and_every_picture_it_names(theme):
    sheet = style_sheet(theme)
    assert "$" not in sheet
    named = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert len(named) >= 5
    assert [name for name in named if not Path(name).is_file()] == []


def test_the_palette_follows_the_theme(qapp, theme):
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Base) == QColor(theme.background)
    assert made.color(QPalette.ColorRole.Link) == QColor(theme.accent)


@pytest.mark.parametrize("name", sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg")))
def test_every_icon_can_be_drawn(qapp, qtlog, name):
    drawn = icons.pixmap(name, "#102030", 24, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (48, 2.0)
    image = drawn.toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(0, 48, 2) for y in range(0, 48, 2))
    assert qtlog.records == []


def test_icons_are_drawn_in_the_ink_of_the_theme_and_of_what_is_on_or_off(qapp, theme):
    from PySide6.QtGui import QIcon

    icon = icons.icon("chart", theme)
    for mode, state, ink in (
        (QIcon.Mode.Normal, QIcon.State.Off, theme.text_color_soft),
        (QIcon.Mode.Normal, QIcon.State.On, theme.accent),
        (QIcon.Mode.Disabled, QIcon.State.Off, theme.muted),
    ):
        image = icon.pixmap(96, 96, mode, state).toImage()
        solid = {
            image.pixelColor(x, y).name() for x in range(96) for y in range(96) if image.pixelColor(x, y).alpha() == 255
        }
        assert ink in solid


@pytest.fixture
def looks(qapp):
    made = []
    yield lambda **choices: made.append(Appearance(qapp, **choices)) or made[-1]
    for look in made:
        look.choose_language("en")
        look.deleteLater()
    qapp.setStyleSheet("")


def test_a_chosen_theme_is_told_and_painted(qapp, looks, monkeypatch):
    look = looks(theme="light", language="en")
    told = []
    look.theme_changed.connect(told.append)
    look.choose_theme("dark")
    look.choose_theme("dark")
    assert [theme.dark for theme in told] == [True]
    assert load_theme(True).background in qapp.styleSheet()
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(load_theme(True).background)


def test_the_theme_follows_the_system_only_when_it_is_asked_to(qapp, looks):
    look = looks(theme="system", language="en")
    system = qapp.styleHints().colorScheme()
    assert look.theme.dark == (system == Qt.ColorScheme.Dark)
    assert looks(theme="dark", language="en").theme.dark


def test_an_unknown_choice_is_the_system(looks):
    look = looks(theme="sepia", language="fr")
    assert (look.theme_choice, look.language_choice) == ("system", "system")


def test_the_words_of_a_menu_stand_below_one_another(qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.setStyleSheet(style_sheet(load_theme(dark=False)))
    blank = QPixmap(16, 16)
    blank.fill(Qt.GlobalColor.white)
    menu.addAction(QIcon(blank), "HHH").setCheckable(True)
    menu.addAction("HHH").setCheckable(True)
    menu.addAction("HHH")
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    rows = [menu.actionGeometry(action).center().y() for action in menu.actions()]
    dark = [[x for x in range(8, menu.width() - 8) if picture.pixelColor(x, y).lightness() < 120] for y in rows]
    assert len({min(columns) for columns in dark}) == 1
