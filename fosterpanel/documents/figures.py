"""Charts as vector drawings: one colour, every bar labelled with its value, and words that stand for the picture.

matplotlib is imported only when a chart is drawn: it takes longer to load than a paper to render.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fosterpanel import paths
from fosterpanel.documents.pages import blocks, theme
from fosterpanel.documents.pages.fonts import Face, plain, runs_in_fonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 19.0
_FRAME = 16.0
_FAMILIES = ("Atkinson Hyperlegible Next", "DejaVu Sans")
_LABEL_SIZE = 9.0
# Long labels are set over two lines, so that the bars keep most of the width.
_LETTERS_PER_LINE = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what it counts, how many, and the words at its end where the number alone is not enough.

    ``rest`` is a second, lighter part of the bar, such as the second of two waits.
    """

    label: str
    value: float
    words: str = ""
    rest: float = 0.0

    @property
    def whole(self) -> float:
        """Return the length of both parts."""
        return self.value + self.rest

    @property
    def shown(self) -> str:
        """Return the words at the bar's end."""
        return self.words or f"{self.whole:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A line across the bars that none should pass, such as a time limit, and what it is called."""

    value: float
    label: str


def bar_chart(
    bars: Sequence[Bar],
    *,
    subject: str,
    caption: str = "",
    limit: Limit | None = None,
    width: float = theme.TEXT_WIDTH,
    row: float = _ROW,
) -> blocks.Figure:
    """Return lying bars in the order given; those beyond the limit are hatched as well as coloured.

    ``subject`` begins the words that stand for the picture, such as “Deferrals by reason”. Units are the
    caller's and belong into ``subject`` or the bars' words. ``width`` of the chart and ``row``, the height of one
    bar with its space, are in points.

    Raises:
        ValueError: there are no bars.
        InvalidInput: a label cannot be printed faithfully.
    """
    if not bars:
        raise ValueError("A chart needs a bar; say in a paragraph that there is nothing to show.")
    height = row * sum(1 + _label(bar).count("\n") * 0.5 for bar in bars) + _FRAME + (_FRAME if limit else 0)
    return blocks.Figure(
        drawing=_drawn(bars, limit, width, height),
        width=width,
        height=height,
        alternative=describe(bars, subject=subject, limit=limit),
        caption=caption,
    )


def describe(bars: Sequence[Bar], *, subject: str, limit: Limit | None = None) -> str:
    """Return the chart in words, for people who cannot see it."""
    listed = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    if limit is None:
        return f"Bar chart. {subject}. {listed}."
    beyond = sum(bar.whole > limit.value for bar in bars)
    return (
        f"Bar chart. {subject}. {listed}. {limit.label}: {limit.value:g}; {beyond} of {len(bars)} beyond it."
    )


def _drawn(bars: Sequence[Bar], limit: Limit | None, width: float, height: float) -> bytes:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    _register_fonts()
    with rc_context({"font.family": _FAMILIES, "font.size": _LABEL_SIZE, "hatch.linewidth": 0.8}):
        figure = Figure(figsize=(width / 72, height / 72), layout="constrained")
        axes = figure.add_subplot()
        _draw_bars(axes, bars, limit)
        if limit:
            _draw_limit(axes, limit)
        file = io.BytesIO()
        figure.savefig(file, format="pdf", metadata={"CreationDate": None, "Producer": None, "Creator": None})
    return file.getvalue()


@functools.cache
def _register_fonts() -> None:
    from matplotlib.font_manager import fontManager

    for name in Face.REGULAR.files:
        fontManager.addfont(paths.resources() / "fonts" / f"{name}.ttf")


def _draw_bars(axes: Axes, bars: Sequence[Bar], limit: Limit | None) -> None:
    places = range(len(bars))
    drawn = axes.barh(
        places, [bar.value for bar in bars], height=0.62, color=theme.ACCENT, edgecolor=theme.ACCENT
    )
    rests = [bar.rest for bar in bars]
    starts = [bar.value for bar in bars]
    axes.barh(places, rests, left=starts, height=0.62, color=theme.SOFT, edgecolor=theme.ACCENT)
    for place, bar, patch in zip(places, bars, drawn, strict=True):
        if limit and bar.whole > limit.value:
            patch.set(facecolor=theme.WARN_GROUND, edgecolor=theme.WARN, hatch="////")
        _write(axes, bar.shown, (bar.whole, place), xytext=(4, 0), va="center", color=theme.INK)
    axes.set_yticks(places, [_label(bar) for bar in bars], color=theme.INK)
    for label in axes.get_yticklabels():
        label.set_path_effects(_outlines())
    axes.invert_yaxis()
    axes.set_xlim(0, max([bar.whole for bar in bars] + ([limit.value] if limit else [])) * 1.25 or 1)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(theme.LINE)


def _draw_limit(axes: Axes, limit: Limit) -> None:
    axes.axvline(limit.value, color=theme.MUTED, linewidth=1, linestyle=(0, (4, 3)))
    words = f"{limit.label}: {limit.value:g}"
    place = (limit.value, 1)
    within = ("data", "axes fraction")
    _write(axes, words, place, xycoords=within, xytext=(0, 3), ha="center", va="bottom", color=theme.MUTED)


def _write(axes: Axes, words: str, place: tuple[float, float], **options: Any) -> None:
    axes.annotate(_printable(words), place, textcoords="offset points", path_effects=_outlines(), **options)


def _outlines() -> list[Any]:
    """Draw letters as shapes: matplotlib's own fonts refer to missing glyphs, which PDF/A forbids.

    The words are not lost to a screen reader, which is given the figure's alternative text.
    """
    from matplotlib.patheffects import Normal

    return [Normal()]


def _label(bar: Bar) -> str:
    words = _printable(bar.label).split(" ")
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < _LETTERS_PER_LINE:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return "\n".join(lines)


def _printable(words: str) -> str:
    """Refuse what the fonts cannot set, and keep a dollar sign from being read as mathematics."""
    printable = plain(words)
    for word in printable.split():
        runs_in_fonts(word, Face.REGULAR)
    return printable.replace("$", r"\$")
