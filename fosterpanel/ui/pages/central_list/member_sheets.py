"""Sheets for a member of the central list: joining it, what is known of them, checks, independence, away, notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.rulebook import IndependenceQuestion
from fosterpanel.domain.service import Person, Role
from fosterpanel.domain.wording import counted, listed, long_date, plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, past_day
from fosterpanel.ui.pages.central_list.member_fields import MemberFields
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import ChoiceField, DateField, LineField, OneOfField, TextField
from fosterpanel.ui.parts.words import muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.namesakes import same_members
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels import central_list
from fosterpanel.workflow.panels.list_overview import MemberFile
from fosterpanel.workflow.panels.member_standing import experience_of, years_needed

SOMEBODY_NEW = "new"
_SEATS = ((Role.PANEL_MEMBER, "Member"), (Role.VICE_CHAIR, "Vice chair"), (Role.CHAIR, "Chair"))


class JoinSheet(FormSheet):
    """Somebody joins the central list: a person of the service, or somebody new to it."""

    go_on_verb = "Put them on the list all the same"

    def __init__(self, office: Office, runner: TaskRunner, could_join: tuple[Person, ...]) -> None:
        super().__init__(office, runner, "Put somebody on the list", "Put on the list", draft="member-new")
        self._people = {person.id: person for person in could_join}
        self._who: ChoiceField[str] = ChoiceField(
            "Who joins",
            [
                (SOMEBODY_NEW, "Somebody new to the service"),
                *((person.id, person.name) for person in self._people.values()),
            ],
        )
        self._name = LineField("Name")
        self._seat: OneOfField[Role] = OneOfField("Joins as", list(_SEATS))
        self._seat.set_value(Role.PANEL_MEMBER)
        self._known = MemberFields(office)
        self.form.add(self._who, self._name, self._seat, *self._known.fields)
        self.settle()

    def settle(self) -> None:
        """Ask for a name only where nobody knows it."""
        is_new = self._chosen() == SOMEBODY_NEW
        self._name.setVisible(is_new)
        self._seat.setVisible(is_new)
        self._known.settle()

    def question(self) -> str:
        """Ask when somebody of this name is here already."""
        person = self._people.get(answer(self._who))
        name = person.name if person else self._name.value()
        said = same_members(self.office, name, but_person=person.id if person else "")
        return f"{' '.join(said)} Is this somebody else?" if said else ""

    def consequence(self) -> tuple[str, Tone] | None:
        """Say how the member's experience counts."""
        return _experience_words(self.office, self._member("", ""))

    def work(self) -> PanelMember:
        """Put them on the list."""
        person = self._people.get(answer(self._who))
        if person is not None:
            return central_list.join_list(self.office, self._member(person.id, person.name))
        newcomer = Person(id=new_id(), name=self._name.value(), roles=(answer(self._seat),))
        member = self._member(newcomer.id, newcomer.name)
        return central_list.join_list_from_outside(self.office, newcomer, member)

    def _chosen(self) -> str:
        try:
            return answer(self._who)
        except InvalidInput:
            return ""

    def _member(self, person_id: str, name: str) -> PanelMember:
        blank = PanelMember(
            id=new_id(),
            person_id=person_id,
            name=name,
            background="",
            joined_on=self.office.clock.today(),
        )
        return self._known.put_into(blank)


class MemberSheet(FormSheet):
    """What is known of a member."""

    go_on_verb = "Keep it all the same"

    def __init__(self, office: Office, runner: TaskRunner, member: PanelMember) -> None:
        super().__init__(office, runner, "Change the member", "Keep the change", draft=f"member:{member.id}")
        self._member = member
        self._name = LineField("Name")
        self._name.set_value(member.name)
        self._known = MemberFields(office)
        self._known.show_member(member)
        self.form.add(self._name, *self._known.fields)
        self.settle()

    def settle(self) -> None:
        """Ask for experience only of a social worker."""
        self._known.settle()

    def question(self) -> str:
        """Ask when the new name is somebody else's too."""
        name = self._name.value()
        if name == self._member.name:
            return ""
        said = same_members(self.office, name, but_member=self._member.id, but_person=self._member.person_id)
        return f"{' '.join(said)} Is this somebody else?" if said else ""

    def consequence(self) -> tuple[str, Tone] | None:
        """Say how the member's experience counts."""
        return _experience_words(self.office, self._known.put_into(self._member))

    def work(self) -> PanelMember:
        """Change the member."""
        changed = replace(self._known.put_into(self._member), name=self._name.value())
        return central_list.change_member(self.office, changed)


class ChecksSheet(FormSheet):
    """When each thing that is kept up to date was done."""

    def __init__(self, office: Office, runner: TaskRunner, member: PanelMember) -> None:
        super().__init__(
            office, runner, "Checks and training", "Keep the dates", draft=f"member-checks:{member.id}"
        )
        self._member = member
        self._dbs = past_day(
            office,
            "DBS check",
            "The DBS check",
            help="The day of the enhanced check. Keep no copy of the certificate.",
            optional=True,
        )
        self._agreement = past_day(office, "Agreement signed", "The agreement", optional=True)
        self._induction = past_day(office, "Induction", "The induction", optional=True)
        self._appraisal = past_day(office, "Appraisal", "The appraisal", optional=True)
        self._training = past_day(
            office, "Training", "The training", help="The last training held with staff.", optional=True
        )
        known = (
            (self._dbs, member.dbs_checked_on),
            (self._agreement, member.agreement_signed_on),
            (self._induction, member.inducted_on),
            (self._appraisal, member.appraised_on),
            (self._training, member.trained_on),
        )
        for field, day in known:
            field.set_value(day)
            self.form.add(field)

    def work(self) -> PanelMember:
        """Keep the dates."""
        changed = replace(
            self._member,
            dbs_checked_on=self._dbs.value(),
            agreement_signed_on=self._agreement.value(),
            inducted_on=self._induction.value(),
            appraised_on=self._appraisal.value(),
            trained_on=self._training.value(),
        )
        return central_list.change_member(self.office, changed)


class IndependenceSheet(FormSheet):
    """The rule book's questions about one provider; a yes to any means "not independent"."""

    def __init__(self, office: Office, runner: TaskRunner, file: MemberFile, provider: str) -> None:
        super().__init__(
            office,
            runner,
            f"Independent of {provider}?",
            "Keep the answers",
            draft=f"member-independence:{file.member.id}:{provider}",
        )
        self._file, self._provider = file, provider
        given = dict(file.answers)[provider]
        self.form.add_part(muted(f"Asked of {file.member.name}. A yes to any means not independent."))
        self._questions = [_question_field(question, given) for question in file.questions]
        self._answered_on = past_day(office, "Answered on", "The answer")
        self._answered_on.set_value(office.clock.today())
        self.form.add(*(field for _, field in self._questions))
        if file.related:
            self.form.add_part(muted(f"Related means {listed(file.related, 'or')}."))
        self.form.add(self._answered_on)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what the answers mean."""
        if self._yes_to():
            return "Not independent: may sit, may not chair, and does not count as independent.", Tone.WARN
        return "Independent: may chair a panel, and counts as independent for a quorum.", Tone.GOOD

    def work(self) -> PanelMember:
        """Record the answers."""
        answers = IndependenceAnswers(
            provider=self._provider, answered_on=answer(self._answered_on), yes_to=self._yes_to()
        )
        return central_list.record_independence(self.office, self._file.member.id, answers)

    def _yes_to(self) -> tuple[str, ...]:
        answered = [(question_id, answer(field)) for question_id, field in self._questions]
        return tuple(question_id for question_id, said in answered if said)


class AwaySheet(FormSheet):
    """A spell in which the member cannot sit."""

    def __init__(self, office: Office, runner: TaskRunner, file: MemberFile) -> None:
        super().__init__(office, runner, "Away", "Keep the spell", draft=f"member-away:{file.member.id}")
        self._file = file
        self._first = DateField("First day away")
        self._last = DateField("Last day away")
        self._last.check = self._require_later
        self.form.add(self._first, self._last)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say which meetings they would miss."""
        first, last = answer(self._first), answer(self._last)
        missed = [one for one in self._file.meetings if first <= one.on <= last]
        if not missed:
            return None
        return f"Appointed to the panel of {listed(plain_date(one.on) for one in missed)}.", Tone.WARN

    def work(self) -> PanelMember:
        """Keep the spell."""
        spells = (*self._file.member.away, (answer(self._first), answer(self._last)))
        changed = replace(self._file.member, away=tuple(sorted(spells)))
        return central_list.change_member(self.office, changed)

    def _require_later(self, last: date | None) -> None:
        first = self._first.value()
        if first is not None and last is not None and last < first:
            raise InvalidInput(
                f"That is before {plain_date(first)}, the first day away. Correct one of the two."
            )


class NoticeSheet(FormSheet):
    """One month's written notice, the member's own or the service's."""

    def __init__(self, office: Office, runner: TaskRunner, file: MemberFile) -> None:
        super().__init__(
            office,
            runner,
            "Notice to leave the list",
            "Give notice",
            draft=f"member-notice:{file.member.id}",
            is_final=True,
        )
        self._file = file
        self._given_on = past_day(office, "Given in writing on", "The notice", name="given_on")
        self._given_on.set_value(office.clock.today())
        self._reasons = TextField(
            "Reasons",
            optional=True,
            help="A service that gives notice must give its reasons; a member need not.",
        )
        self.form.add(self._given_on, self._reasons)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say the last day, and which meetings lose the member."""
        last = central_list.notice_would_end_on(self.office, answer(self._given_on))
        said = f"The last day on the list is {long_date(last)}."
        later = [one for one in self._file.meetings if one.on > last]
        if not later:
            return said, Tone.INK
        appointed = listed(plain_date(one.on) for one in later)
        return f"{said}\nAppointed to {counted(len(later), 'panel')} after that: {appointed}.", Tone.WARN

    def work(self) -> PanelMember:
        """Give notice."""
        return central_list.give_list_notice(
            self.office, self._file.member.id, on=answer(self._given_on), reasons=self._reasons.value()
        )


def _question_field(
    question: IndependenceQuestion, given: IndependenceAnswers | None
) -> tuple[str, OneOfField[bool]]:
    field: OneOfField[bool] = OneOfField(
        question.words, [(False, "No"), (True, "Yes")], name=f"question_{question.id.replace('-', '_')}"
    )
    if given is not None:
        field.set_value(question.id in given.yes_to)
    return question.id, field


def _experience_words(office: Office, member: PanelMember) -> tuple[str, Tone] | None:
    book = office.book()
    standing = experience_of(member, office.clock.today(), years_needed(book))
    return (standing.sentence, Tone.INK) if standing else None
