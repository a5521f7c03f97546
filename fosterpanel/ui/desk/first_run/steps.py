"""The steps of the set-up, in order: the service, its letters, its people, where it is kept, the recovery words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.errors import InvalidInput
from fosterpanel.paths import data_folder
from fosterpanel.ui.desk.files import choose_place
from fosterpanel.ui.desk.first_run.step import Step
from fosterpanel.ui.desk.new_passphrase import NewPassphrase
from fosterpanel.ui.desk.recovery_words import RecoveryWords, TypedBack
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.fields import ChoiceField, LineField, OneOfField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.naming import slug

JOINT = "joint"
KINDS = (
    (ServiceKind.COUNCIL.value, "Council"),
    (ServiceKind.AGENCY.value, "Independent agency"),
    (JOINT, "Joint panel"),
)


class ServiceStep(Step):
    """What the service is called, what kind it is, and whose rules it follows."""

    title = "Your fostering service"
    line = "The rules that apply and the words on every document follow from this."

    def __init__(self) -> None:
        super().__init__()
        self.name = LineField("Name of the fostering service", name="service_name")
        self.kind = OneOfField("Kind of service", KINDS, name="service_kind")
        self.provider = LineField(
            "Name of the council or agency",
            name="provider",
            optional=True,
            help="Where it differs from the name above. Members are asked whether they are independent of it.",
        )
        self.providers = TextField(
            "Councils and agencies that share the panel",
            name="providers",
            help="One to a line. Two or more: a joint panel needs one member more for its quorum.",
        )
        self.run_by = OneOfField("The panel is run by a", KINDS[:2], name="run_by")
        self.nation = ChoiceField(
            "Nation", [(nation, nation.name_in_words) for nation in Nation], name="nation"
        )
        self.form = Form(self.name, self.kind, self.provider, self.providers, self.run_by, self.nation)
        self.column.addWidget(self.form)
        self.providers.check = _require_several
        self.kind.edited.connect(self._follow_kind)
        self._follow_kind()

    @property
    def service_kind(self) -> ServiceKind:
        """Who runs it. Raises InvalidInput while that is not said."""
        chosen = self.run_by.value() if self.is_joint else self.kind.value()
        assert chosen is not None
        return ServiceKind(chosen)

    @property
    def chosen_nation(self) -> Nation:
        """Whose rules it follows. Raises InvalidInput while that is not said."""
        nation = self.nation.value()
        assert nation is not None
        return nation

    @property
    def is_joint(self) -> bool:
        """Whether several providers share the panel."""
        return self.kind.text() == KINDS[2][1]

    @property
    def all_providers(self) -> tuple[str, ...]:
        """The providers, or none where the service is its own."""
        if self.is_joint:
            return lines_of(self.providers.value())
        return lines_of(self.provider.value())

    def arrive(self) -> None:
        """Ask for the name first."""
        self.name.focus()

    def is_sound(self) -> bool:
        """Whether everything is said."""
        return self.form.is_sound()

    def _follow_kind(self) -> None:
        self.provider.setVisible(not self.is_joint)
        for each in (self.providers, self.run_by):
            each.setVisible(self.is_joint)


class LettersStep(Step):
    """What letters quote."""

    title = "What letters say"
    line = "Letters to carers quote these. All of it can wait, and be changed later under Settings."

    def __init__(self) -> None:
        super().__init__()
        self.address = TextField("Address", optional=True, name="address", help="As it stands on letters.")
        self.telephone = LineField("Telephone", optional=True, name="telephone")
        self.email = LineField("E-mail", optional=True, name="email")
        self.complaints = LineField(
            "Complaints go to", optional=True, name="complaints", help="Name or team, address and telephone."
        )
        self.review_body = LineField(
            "Independent reviews of decisions are made by",
            optional=True,
            name="review_body",
            help="Such as the Independent Review Mechanism in England, with its telephone number.",
        )
        self.form = Form(self.address, self.telephone, self.email, self.complaints, self.review_body)
        self.column.addWidget(self.form)
        self.email.check = _require_email

    def arrive(self) -> None:
        """Begin with the address."""
        self.address.focus()

    def is_sound(self) -> bool:
        """Whether what is there can be used."""
        return self.form.is_sound()


class StoreStep(Step):
    """The passphrase, and where the store lies."""

    title = "Keep it safe"
    line = "Everything is encrypted on this computer. The passphrase opens it."

    def __init__(self, service: ServiceStep) -> None:
        super().__init__()
        self._service = service
        self._chosen: Path | None = None
        self.passphrase = NewPassphrase(lambda: (service.name.text(),))
        self.place = LineField(
            "Where the store is kept",
            name="store_place",
            help="On this computer, not in a folder that is shared or copied to the internet while it is open.",
        )
        self.place.check = _require_free
        self.column.addWidget(self.passphrase)
        self.column.addWidget(_beside(self.place, secondary("Choose…", "folder-open", on_press=self._choose)))

    @property
    def path(self) -> Path:
        """The store to be made. Raises InvalidInput when no place is given."""
        return Path(self.place.value()).expanduser()

    def arrive(self) -> None:
        """Propose a place that follows from the name."""
        if not self.place.text() or self._chosen is None:
            self.place.set_value(str(data_folder() / f"{slug(self._service.name.text()) or 'service'}.store"))
        self.passphrase.first.focus()

    def is_sound(self) -> bool:
        """Whether the passphrase is strong enough and nothing lies at the place yet."""
        return self.passphrase.is_sound() and self.place.is_sound()

    def _choose(self) -> None:
        choose_place(
            self,
            "Where to keep the store",
            "Stores (*.store)",
            self._take,
            proposed=self.place.text(),
            suffix="store",
        )

    def _take(self, chosen: Path) -> None:
        self._chosen = chosen
        self.place.set_value(str(chosen))
        self.place.is_sound()


class WordsStep(Step):
    """The recovery words, shown."""

    title = "Write down the recovery words"
    line = "They are your spare key."
    verb = "I have written them down"

    def __init__(self, recovery_words: str) -> None:
        super().__init__()
        self.column.addWidget(RecoveryWords(recovery_words))


class TypeBackStep(Step):
    """The recovery words, typed back; after that everything is made."""

    title = "Type them back"
    line = "So that the day they are needed, they are right."
    verb = "Set up the service"

    def __init__(self, recovery_words: str) -> None:
        super().__init__()
        self.typed = TypedBack(recovery_words)
        self.column.addWidget(self.typed)

    def arrive(self) -> None:
        """Type."""
        self.typed.focus()

    def is_sound(self) -> bool:
        """Whether every word is right."""
        return self.typed.is_sound()


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _beside(field: QWidget, button: QWidget) -> QWidget:
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(sizes.px(sizes.SMALL))
    row.addWidget(field, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
    return row_widget


def _require_several(text: str) -> None:
    if len(lines_of(text)) < 2:
        raise InvalidInput("A joint panel has two providers at least. Write each on a line of its own.")


def _require_email(typed: str) -> None:
    if typed and ("@" not in typed.strip("@") or " " in typed):
        raise InvalidInput("This is no e-mail address. Write it as name@place.")


def _require_free(typed: str) -> None:
    if Path(typed).expanduser().exists():
        raise InvalidInput("There is a file of that name already. Choose another name; nothing is replaced.")
