"""What every field of a form has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Self, TypeVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from fosterpanel.errors import FosterPanelError, InvalidInput
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.naming import mark, slug
from fosterpanel.ui.parts.naming import name as give_name
from fosterpanel.ui.parts.words import StateLine, words

T = TypeVar("T")


class Field(QWidget, Generic[T]):
    """A labelled control. The label is its buddy and its name read aloud; help and error are its description.

    The control is found by ``name``, by default the label in lower case with underscores. ``edited`` is emitted
    whenever the person changes the value, ``left`` when they leave the field. ``check`` is asked as they leave: its
    refusal (a FosterPanelError) is shown under the field.
    """

    edited = Signal()
    left = Signal()

    _missing_words = "{} is empty. Fill it in."

    def __init__(
        self, label: str, control: QWidget, *, help: str = "", name: str = "", optional: bool = False
    ) -> None:
        super().__init__()
        self.label_words = label
        self.control = control
        self.check: Callable[[T], object] | None = None
        self._help = help
        self._optional = optional
        self.name = name or slug(label)
        self._build()
        self._lay_out()
        self._watch()

    def value(self) -> T:
        """What the field holds.

        Raises:
            InvalidInput: what was typed cannot be read as what the field is for.
        """
        raise NotImplementedError

    def set_value(self, value: T) -> None:
        """Show a value; ``edited`` is not emitted, for nobody typed."""
        raise NotImplementedError

    def text(self) -> str:
        """What stands in the field as typed, readable or not: what a draft keeps."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        raise NotImplementedError

    @property
    def is_optional(self) -> bool:
        """Whether it may be left empty."""
        return self._optional

    @property
    def error(self) -> str:
        """The sentence shown under the field, or nothing."""
        return "" if self._error.isHidden() else self._error.text

    def show_error(self, sentence: str) -> None:
        """Say under the field what is wrong with it, and have it read aloud."""
        from fosterpanel.ui.parts.notice import announce

        if sentence == self.error:
            return
        self._error.say(sentence, Tone.BAD, "circle-alert")
        self._error.show()
        self._mark_wrong(wrong=True)
        self._describe()
        announce(self.control, f"{self.label_words}: {sentence}")

    def clear_error(self) -> None:
        """Say nothing is wrong."""
        self._error.hide()
        self._mark_wrong(wrong=False)
        self._describe()

    def is_sound(self) -> bool:
        """Whether the value can be read and passes ``check``; says under the field why not."""
        try:
            value = self.value()
            if self.check is not None:
                self.check(value)
        except FosterPanelError as refusal:
            self.show_error(str(refusal))
            return False
        self.clear_error()
        return True

    def unmarked(self) -> Self:
        """The same field, whose label does not say that it may be left empty: where everything may."""
        self._label.setText(self.label_words)
        return self

    def unlabelled(self) -> Self:
        """The same field without its label in sight, where what stands beside it says the same."""
        self._label.hide()
        return self

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.focus_target().setFocus()

    def focus_target(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self.control

    def named(self) -> QWidget:
        """The widget that carries the field's name: the control, or the group its controls stand in."""
        return self.focus_target()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the keyboard leaving the field."""
        if event.type() is QEvent.Type.FocusOut and not self._has_focus():
            self._leave()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.is_sound()
        self.left.emit()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark(self.focus_target(), "wrong", wrong)

    def _missing(self) -> InvalidInput:
        return InvalidInput(self._missing_words.format(self.label_words))

    def _edit(self) -> None:
        if self.error:
            self.clear_error()
        self.edited.emit()

    def _build(self) -> None:
        self.setObjectName(f"field_{self.name}")
        give_name(self.named(), self.label_words, self.name)
        self._label = self._labelled()
        self._help_words = words(self._help, "help")
        # Shown while it has no parent yet, it would be a window of its own for a moment and take the keyboard.
        if not self._help:
            self._help_words.hide()
        self._error = StateLine("", Tone.BAD, "circle-alert")
        self._error.setObjectName(f"error_{self.name}")
        self._error.hide()
        self._describe()

    def _labelled(self) -> QLabel:
        label = words(f"{self.label_words} (optional)" if self._optional else self.label_words, "label")
        label.setBuddy(self.focus_target())
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.TINY))
        for part in self._in_order():
            column.addWidget(part)

    def _in_order(self) -> tuple[QWidget, ...]:
        return self._label, self._help_words, self.control, self._error

    def _watch(self) -> None:
        for widget in (self.focus_target(), *self.control.findChildren(QWidget)):
            widget.installEventFilter(self)

    def _describe(self) -> None:
        said = [each for each in (self._help, self.error) if each]
        self.named().setAccessibleDescription(" ".join(said))
