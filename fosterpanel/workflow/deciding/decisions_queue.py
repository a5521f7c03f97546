"""What the decision maker's desk lists: what to decide by when, whom to tell, what is challenged, what is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.decisions_overview import DecidedGlance
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import capitalised, counted, plain_date
from fosterpanel.workflow.deciding.decision_grounds import final_minutes, panel_item, review_of
from fosterpanel.workflow.deciding.decision_standing import (
    DecisionClock,
    Told,
    clock_of,
    days_left,
    hindrance,
    told_of,
)
from fosterpanel.workflow.deciding.decisions import recommendation_of
from fosterpanel.workflow.deciding.representations import live_challenge
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.papers import current_papers
from fosterpanel.workflow.standing import Harm

CANNOT = "Cannot be decided"


class DeskView(StrEnum):
    """The lists of the desk."""

    TO_DECIDE = "To decide"
    TO_TELL = "To be told"
    CHALLENGES = "Challenges"
    FINISHED = "Finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """One item in a list of the desk: what it is, why it stands there, what it rests on, by when, how pressing.

    ``due_on`` is local. ``due_why`` says how that day was counted. ``standing`` is a few words for a pill.
    """

    id: str
    title: str
    why: str
    rests_on: str
    minutes: str
    due_on: date | None
    due_why: str
    standing: str
    harm: Harm

    @property
    def due_words(self) -> str:
        """The day it is due, in words."""
        return plain_date(self.due_on) if self.due_on else ""

    @property
    def by_due(self) -> tuple[bool, date]:
        """Sorts by due day; what has none comes last."""
        return self.due_on is None, self.due_on or date.max


Lines = Mapping[DeskView, tuple[DeskLine, ...]]


def desk_lines(office: Office) -> Lines:
    """Every list of what waits as it stands now for the person at the desk, each by due day."""
    with office.reading() as reading:
        return {view: _in_order(read(office, reading)) for view, read in _VIEWS.items()}


def finished_lines(office: Office) -> tuple[DeskLine, ...]:
    """What was decided and told, or went back for information, the latest decision first."""
    book = office.book()
    with office.reading() as reading:
        return tuple(_finished_line(one, book) for one in reading.decided_glances())


def waiting_decisions(office: Office) -> int:
    """How many decisions wait and can be made."""
    with office.reading() as reading:
        items = reading.find(PanelItem, stage=ItemStage.WITH_DECISION_MAKER)
        return sum(not hindrance(office, reading, item) for item in items)


def _in_order(lines: Iterator[DeskLine]) -> tuple[DeskLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.by_due))


def _of_stages(reading: Reading, *stages: ItemStage) -> Iterator[PanelItem]:
    for stage in stages:
        yield from reading.find(PanelItem, stage=stage)


def _to_decide(office: Office, reading: Reading) -> Iterator[DeskLine]:
    for item in _of_stages(reading, ItemStage.WITH_DECISION_MAKER, ItemStage.RECOMMENDED):
        hindered, clock = hindrance(office, reading, item), clock_of(office, reading, item)
        standing, harm = (CANNOT, Harm.KNOW) if hindered else _pressing(clock)
        yield _line(
            office,
            reading,
            item,
            why=hindered or _recommended(office, reading, item),
            due_on=clock.due_on if clock else None,
            due_why=capitalised(clock.convention) if clock else "",
            standing=standing,
            harm=harm,
        )


def _to_tell(office: Office, reading: Reading) -> Iterator[DeskLine]:
    for item in _of_stages(reading, ItemStage.DECIDED, ItemStage.PROPOSED, ItemStage.REFERRED):
        told = told_of(office, reading, item)
        if told is None or not told.is_owed:
            continue
        left = days_left(office.clock.today(), told.next_due_on, office.book())
        yield _line(
            office,
            reading,
            item,
            why=f"{_what_is_told(office, told)} {_told(told)}",
            due_on=told.next_due_on,
            due_why="By word of mouth" if not told.in_words else "In writing",
            standing="Late" if left < 0 else counted(left, "working day") if left else "Due today",
            harm=Harm.NOW if left < 0 else Harm.SOON,
        )


def _challenges(office: Office, reading: Reading) -> Iterator[DeskLine]:
    for item in _of_stages(reading, ItemStage.PROPOSED, ItemStage.REFERRED):
        for determination in reading.find(QualifyingDetermination, item_id=item.id):
            why, due_on, standing, harm = _challenge(office, reading, determination)
            yield _line(
                office,
                reading,
                item,
                why=why,
                due_on=due_on,
                due_why="Last day to challenge" if determination.route is None else "",
                standing=standing,
                harm=harm,
            )


_VIEWS: dict[DeskView, Callable[[Office, Reading], Iterator[DeskLine]]] = {
    DeskView.TO_DECIDE: _to_decide,
    DeskView.TO_TELL: _to_tell,
    DeskView.CHALLENGES: _challenges,
}


def _finished_line(glance: DecidedGlance, book: RuleBook) -> DeskLine:
    received = _received(glance.minutes_received_on) if glance.had_panel else "No panel"
    return DeskLine(
        id=glance.item_id,
        title=_title(glance.reference, book.item_type(glance.type_code).name, glance.home_reference),
        why=_decided(book, glance.decision, glance.decided_on),
        rests_on=_rests_on(glance.papers, glance.pages),
        minutes=received,
        due_on=None,
        due_why="",
        standing="Told" if glance.stage is ItemStage.TOLD else "Returned",
        harm=Harm.KNOW,
    )


def _title(reference: str, type_name: str, home_reference: str) -> str:
    return f"{reference} · {type_name[:1].lower()}{type_name[1:]} · home {home_reference}"


def _rests_on(papers: int, pages: int) -> str:
    return f"{counted(papers, 'paper')}, {counted(pages, 'page')}"


def _received(on: date | None) -> str:
    return f"Minutes received {plain_date(on)}" if on else "Minutes signed, not received"


def _line(
    office: Office,
    reading: Reading,
    item: PanelItem,
    *,
    why: str,
    due_on: date | None,
    due_why: str,
    standing: str,
    harm: Harm,
) -> DeskLine:
    home = reading.get(FosterHome, item.home_id)
    papers = current_papers(reading, item.id)
    return DeskLine(
        id=item.id,
        title=_title(item.reference, office.book().item_type(item.type_code).name, home.reference),
        why=why,
        rests_on=_rests_on(len(papers), sum(paper.pages for paper in papers)),
        minutes=_minutes(reading, item),
        due_on=due_on,
        due_why=due_why,
        standing=standing,
        harm=harm,
    )


def _minutes(reading: Reading, item: PanelItem) -> str:
    heard = panel_item(reading, item)
    if not heard.meeting_id:
        return "No panel"
    minutes = final_minutes(reading, heard)
    if minutes is None:
        return "Minutes not signed"
    return _received(minutes.sent_on)


def _pressing(clock: DecisionClock | None) -> tuple[str, Harm]:
    if clock is None:
        return "Not begun", Harm.KNOW
    return clock.words, Harm.NOW if clock.left <= 1 else Harm.SOON


def _recommended(office: Office, reading: Reading, item: PanelItem) -> str:
    """What the panel recommends and its first reason, or why there was no panel."""
    review = review_of(reading, item)
    if review is not None:
        return f"The independent review recommends: {review.conclusion}"
    recommendation = recommendation_of(reading, item.id)
    if recommendation is None:
        return "No panel considers this kind of item. The quality assurance of the assessment stands in its place."
    reason = recommendation.reasons[0].words if recommendation.reasons else ""
    words = office.book().outcome_words[recommendation.outcome]
    return f"The panel {words[:1].lower()}{words[1:]}. {reason}".strip()


def _what_is_told(office: Office, told: Told) -> str:
    assert told.decision.decided_on is not None, "only signed decisions are told of"
    return _decided(office.book(), told.decision.decision, told.decision.decided_on)


def _decided(book: RuleBook, decision: str, on: date) -> str:
    return f"{book.decision_words.get(decision, decision)}, on {plain_date(on)}."


def _told(told: Told) -> str:
    if told.in_writing:
        return "The letter has left. Nobody has told them by word of mouth."
    letter = "a letter is written and has not left" if told.letters else "no letter is written"
    return f"Told by {told.telling.oral.means}; {letter}." if told.telling else f"Not told yet; {letter}."


def _challenge(
    office: Office, reading: Reading, determination: QualifyingDetermination
) -> tuple[str, date | None, str, Harm]:
    """Why a proposal stands among the challenges, its next day, and how pressing that is."""
    if determination.route is None:
        return _unanswered(office, determination)
    received = f"{capitalised(determination.route.value)}, received on {_day(determination.challenged_on)}."
    if going_on := live_challenge(reading, determination.id):
        return f"{received} It goes on as item {going_on.reference}.", None, "Going on", Harm.KNOW
    if determination.concluded_on is not None:
        return f"{received} It was taken back.", None, "Decide", Harm.SOON
    if determination.route is Route.REPRESENTATIONS:
        return f"{received} Bring it back to a panel.", None, "To a panel", Harm.SOON
    if determination.papers_sent is not None:
        return f"{received} It has its papers.", None, "At the review", Harm.KNOW
    due_on = determination.papers_due_on or office.clock.today()
    left = days_left(office.clock.today(), due_on, office.book())
    why = f"{received} The review must have the papers by {plain_date(due_on)}."
    return why, due_on, "Papers were due" if left < 0 else counted(left, "working day"), Harm.SOON


def _unanswered(office: Office, determination: QualifyingDetermination) -> tuple[str, date | None, str, Harm]:
    last, today = determination.last_challenge_on, office.clock.today()
    if determination.is_agreed:
        why = (
            f"They agreed to it in writing on {_day(determination.concluded_on)}. It may be decided at once."
        )
        return why, None, "Decide finally", Harm.SOON
    if today > last:
        why = f"Nobody challenged it by {plain_date(last)}. It may be decided finally."
        return why, last, "Decide finally", Harm.SOON
    why = f"The letter is dated {plain_date(determination.letter_dated_on)}. One route is open, once."
    return why, last, f"{counted((last - today).days, 'day')} left", Harm.KNOW


def _day(day: date | None) -> str:
    return plain_date(day) if day else "a day not recorded"
