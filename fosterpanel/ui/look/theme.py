"""The look in use: applied to the whole application at once, and asked for by whatever paints itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from fosterpanel.ui.look import fonts, sizes
from fosterpanel.ui.look.style_sheet import style_sheet
from fosterpanel.ui.look.tokens import TOKENS, Scheme, Tokens

ARGUMENTS = ("-style", "Fusion")
"""Given to the application as it is made. Asked for later, Qt's style comes as an object whose lists of names take as
long to load as the rest of the look."""


class _InUse:
    tokens: Tokens = TOKENS[Scheme.LIGHT]
    scheme: Scheme = Scheme.LIGHT


def current() -> Tokens:
    """The colours in use."""
    return _InUse.tokens


def current_scheme() -> Scheme:
    """The scheme in use."""
    return _InUse.scheme


def current_scale() -> float:
    """How much larger than 100 % text is."""
    return sizes.scale()


def apply(app: QApplication, scheme: Scheme, scale: float = 1.0) -> None:
    """Dress the application: typeface, palette and style sheet. ``scale`` 2.0 is 200 % text."""
    _InUse.scheme, _InUse.tokens = scheme, TOKENS[scheme]
    sizes.set_scale(scale)
    fonts.load()
    app.setFont(fonts.font())
    app.setPalette(_palette(_InUse.tokens))
    app.setStyleSheet(style_sheet(_InUse.tokens, scale))


def follow_system(app: QApplication) -> None:
    """Dress the application as the system is dressed, now and whenever that changes."""
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda: _dress_as_system(app))
    hints.accessibility().contrastPreferenceChanged.connect(lambda: _dress_as_system(app))
    _dress_as_system(app)


def system_scheme() -> Scheme:
    """The scheme the system asks for; light where it does not say."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Scheme.HIGH_CONTRAST
    return Scheme.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Scheme.LIGHT


def _dress_as_system(app: QApplication) -> None:
    apply(app, system_scheme(), fonts.system_scale())


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for each, colour in {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.ground,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.ink,
        role.ToolTipText: tokens.surface,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.line,
        role.Midlight: tokens.line,
        role.Mid: tokens.line,
        role.Dark: tokens.control_line,
    }.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.disabled))
    return palette
