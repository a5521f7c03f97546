"""A person beside the list: name, post and roles; and taking in a certificate they bring."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fosterpanel.domain.service import Person, Role, SigningIdentity
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.desk.files import choose_file
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.fields import LineField, PassphraseField, SeveralField
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.founding.service import enter_person, import_signing_identity
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import change_person

ROLES = [(role, role.value.capitalize()) for role in Role]


class PersonSheet(FormSheet):
    """Somebody new, or one of those there are."""

    new_draft = "settings:person-new"

    def __init__(self, office: Office, runner: TaskRunner, person: Person | None) -> None:
        super().__init__(
            office,
            runner,
            person.name if person else "Somebody new",
            "Save" if person else "Add",
            draft=self.draft_of(person) if person else self.new_draft,
        )
        self.person = person
        self.name = LineField("Name", name="person_name")
        self.post = LineField(
            "Post",
            name="person_post",
            optional=True,
            help="As it stands under a signature.",
        )
        self.roles = SeveralField(
            "Roles", ROLES, name="person_roles", help="A panel member never decides on what the panel heard."
        )
        self.form.add(self.name, self.post, self.roles)
        if person is not None:
            self.name.set_value(person.name)
            self.post.set_value(person.post)
            self.roles.set_value(person.roles)
        self.begin()

    @staticmethod
    def draft_of(person: Person) -> str:
        """Where the draft of a person's form is kept."""
        return f"settings:person:{person.id}"

    def work(self) -> Person:
        """Enter or change the person."""
        name, post, roles = self.name.value(), self.post.value(), self.roles.value()
        if self.person is None:
            return enter_person(self.office, name=name, roles=roles, post=post)
        return change_person(self.office, replace(self.person, name=name, post=post, roles=roles))


class CertificateSheet(FormSheet):
    """A certificate in a .p12 or .pfx file, and the passphrase it is protected with."""

    def __init__(self, office: Office, runner: TaskRunner, person: Person) -> None:
        super().__init__(
            office,
            runner,
            f"Certificate of {person.name}",
            "Import",
            draft=f"settings:certificate:{person.id}",
        )
        self._person = person
        self.path: Path | None = None
        self._file = StateLine("No file chosen yet. It ends in .p12 or .pfx.", Tone.MUTED, "file-text")
        self.passphrase = PassphraseField("Passphrase of the file", name="certificate_passphrase")
        self.choose = secondary("Choose the file", "folder-open", on_press=self._choose)
        self.form.add_part(self._file).add_part(self.choose)
        self.form.add(self.passphrase)
        self.begin()

    def work(self) -> SigningIdentity:
        """Take it in."""
        if self.path is None:
            raise InvalidInput("Choose the certificate’s file first.")
        return import_signing_identity(
            self.office, self._person.id, self.path.read_bytes(), self.passphrase.value()
        )

    def take(self, path: Path) -> None:
        """Import from this file."""
        self.path = path
        self._file.say(path.name, Tone.GOOD, "file-check")
        self.passphrase.focus()

    def _choose(self) -> None:
        choose_file(self, "Choose a certificate", "Certificates (*.p12 *.pfx)", self.take)
