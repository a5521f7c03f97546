"""The cards about one member: independence, experience, checks, availability, contact, notice and meetings to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.wording import listed, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.central_list.members_list import independence_pill
from fosterpanel.ui.pages.record_row import Fact, RecordRow, row_button, rows_card
from fosterpanel.ui.pages.tones import TONES
from fosterpanel.ui.parts.buttons import danger, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import muted
from fosterpanel.workflow.panels.list_overview import MemberFile
from fosterpanel.workflow.panels.member_standing import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberActs:
    """What can be done from the cards."""

    answer: Callable[[str], object]
    go_away: Callable[[], object]
    give_notice: Callable[[], object]
    change: Callable[[PanelMember, str], object]
    open_meeting: Callable[[str], object]


def independence_card(file: MemberFile, acts: MemberActs) -> Card:
    """The answers for each provider, with the questions answered yes in the rule book's words."""
    questions = {question.id: question.words for question in file.questions}
    rows = [_provider_row(provider, given, questions, acts) for provider, given in file.answers]
    return rows_card("Independence", rows, "This service names no provider.")


def checks_card(file: MemberFile) -> Card:
    """What is kept up to date, and what of it is due."""
    rows = [_check_row(check) for check in file.line.checks]
    return rows_card("Checks and training", rows, "")


def availability_card(file: MemberFile, acts: MemberActs, today: date) -> Card:
    """Spells away that are not over."""
    rows = [_away_row(file.member, spell, acts) for spell in sorted(file.member.away) if spell[1] >= today]
    add = secondary("Add a spell away", on_press=acts.go_away)
    return rows_card("Away", rows, "No spell away is known.", add)


def known_card(file: MemberFile) -> Card:
    """Who they are and how they are reached."""
    member, experience = file.member, file.line.experience
    return Card("About the member").add(
        Fact("On panels as", file.line.seats or "No role yet; give one in Settings"),
        Fact("Brings", member.background or "Not recorded"),
        Fact("Social work", experience.sentence if experience else "Not a social worker"),
        Fact("On the list since", plain_date(member.joined_on)),
        Fact("Contact", "\n".join(member.contact) or "Not recorded"),
        Fact("Other panels", "\n".join(member.other_panels) or "None"),
    )


def meetings_card(file: MemberFile, acts: MemberActs) -> Card:
    """The meetings to come they are appointed to."""
    late = {one.id for one in file.meetings_after_leaving}
    rows: list[QWidget] = [
        RecordRow(
            plain_date(one.on),
            "After the last day on the list" if one.id in late else one.panel_name,
            row_button(
                "Open", f"Open the meeting of {plain_date(one.on)}", partial(acts.open_meeting, one.id)
            ),
        )
        for one in file.meetings
    ]
    return rows_card("Appointed to", rows, "No meeting to come.")


def notice_card(file: MemberFile, acts: MemberActs) -> Card:
    """Notice that was given, or the act that gives it."""
    member = file.member
    if member.leaves_on is None:
        return (
            Card("Leaving the list")
            .add(muted("No notice was given. A notice runs one month."))
            .add_acts(danger("Give notice", on_press=acts.give_notice))
        )
    card = Card("Leaving the list")
    if member.notice_given_on is not None:
        card.add(Fact("Notice given on", plain_date(member.notice_given_on)))
    card.add(Fact("Last day on the list", long_date(member.leaves_on)))
    if member.notice_reasons:
        card.add(Fact("Reasons", member.notice_reasons))
    return card


def _provider_row(
    provider: str, given: IndependenceAnswers | None, questions: dict[str, str], acts: MemberActs
) -> RecordRow:
    ask = row_button(
        "Ask again" if given else "Ask",
        f"Ask about {provider}",
        partial(acts.answer, provider),
    )
    if given is None:
        return RecordRow(provider, "The questions are not answered.", ask, pill=independence_pill(None))
    yes = [questions.get(question, question) for question in given.yes_to]
    why = f"Answered on {plain_date(given.answered_on)}"
    if yes:
        why = f"{why}. Yes to: {listed(yes)}"
    return RecordRow(provider, why, ask, pill=independence_pill(not yes))


def _check_row(check: Check) -> RecordRow:
    tone = TONES[check.harm] if check.is_due else Tone.GOOD
    return RecordRow(
        f"{check.name[:1].upper()}{check.name[1:]}", check.sentence, pill=(check.words.capitalize(), tone)
    )


def _away_row(member: PanelMember, spell: tuple[date, date], acts: MemberActs) -> RecordRow:
    first, last = spell
    words = plain_date(first) if first == last else f"{plain_date(first)} to {plain_date(last)}"
    without = replace(member, away=tuple(one for one in member.away if one != spell))
    take_out = row_button(
        "Take out",
        f"Take out the spell away from {plain_date(first)}",
        lambda: acts.change(without, "The spell away was taken out"),
    )
    return RecordRow(words, "", take_out, is_bold=False)
