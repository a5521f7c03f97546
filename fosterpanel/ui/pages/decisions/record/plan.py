"""Which parts a record has, in their order, and what each asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fosterpanel.clock import Clock
from fosterpanel.domain.decisions import AgencyDecision, RecordPart
from fosterpanel.ui.pages.decisions.record.decision import DecisionPart
from fosterpanel.ui.pages.decisions.record.material import MaterialPart
from fosterpanel.ui.pages.decisions.record.part import PartForm
from fosterpanel.ui.pages.decisions.record.process import ProcessPart
from fosterpanel.ui.pages.decisions.record.reasons import ReasonsPart
from fosterpanel.ui.pages.decisions.record.signing import SigningPart
from fosterpanel.ui.pages.decisions.record.texts import ArgumentsPart, Text, TextPart
from fosterpanel.workflow.deciding.decision_file import DecisionFile


@dataclass(frozen=True, slots=True)
class Planned:
    """One part: its number, what the list calls it, what it asks, and what makes its form."""

    number: int
    part: RecordPart
    name: str
    question: str
    make: Callable[[], PartForm]

    @property
    def title(self) -> str:
        """Its heading."""
        return f"{self.number} · {self.question}"


def plan(file: DecisionFile, record: AgencyDecision, clock: Clock) -> tuple[Planned, ...]:
    """The parts of the record of an item, in the order they are weighed (Hofstetter v LB Barnet, para 133)."""
    names: dict[RecordPart, str] = {}
    parts = []
    for number, (part, name, question, make) in enumerate(_parts(file, record, clock, names), start=1):
        names[part] = name
        parts.append(Planned(number, part, name, question, make))
    return tuple(parts)


Asked = tuple[RecordPart, str, str, Callable[[], PartForm]]


def _parts(
    file: DecisionFile, record: AgencyDecision, clock: Clock, names: dict[RecordPart, str]
) -> Iterator[Asked]:
    yield (
        RecordPart.MATERIAL,
        "Material considered",
        "What have you read?",
        lambda: MaterialPart(file, record),
    )
    yield (
        RecordPart.ARGUMENTS,
        "Arguments",
        "What speaks for it, and what against?",
        lambda: ArgumentsPart(file, record),
    )
    yield _process(file, record)
    yield _since(file)
    if file.recommendation is not None or file.review is not None:
        yield (
            RecordPart.PANEL_REASONS,
            "Panel’s reasons",
            "Which of the panel’s reasons do you adopt, and why?",
            lambda: ReasonsPart(file, record),
        )
    yield RecordPart.OWN_REASONS, "Own reasons", "What are your own reasons?", lambda: TextPart(file, OWN)
    yield (
        RecordPart.DECISION,
        "Decision and terms",
        "What do you decide?",
        lambda: DecisionPart(file, record, clock),
    )
    if file.item.is_connected_person:
        yield (
            RecordPart.CHILD,
            "The child’s needs",
            "What does the child need and want?",
            lambda: TextPart(file, CHILD),
        )
    yield (
        RecordPart.SIGNING,
        "Declaration and signature",
        "Declare and sign",
        lambda: SigningPart(file, record, clock, names),
    )


def _process(file: DecisionFile, record: AgencyDecision) -> Asked:
    if file.recommendation is None and file.review is None:
        question = "Who has read the assessment in the panel’s place?"
        return RecordPart.PROCESS, "Quality assurance", question, lambda: TextPart(file, QUALITY)
    question = "Was the panel’s process sound?"
    return RecordPart.PROCESS, "Panel’s process", question, lambda: ProcessPart(file, record)


def _since(file: DecisionFile) -> Asked:
    since = "panel" if file.meeting else "assessment"
    question = f"What has come in since the {since}?"
    return RecordPart.SINCE, f"Since the {since}", question, lambda: TextPart(file, FURTHER)


FURTHER = Text(
    holds="further_information",
    label="Further information, and what it changes",
    help="A letter, a check, a conversation: what it was, its date, and its effect on the decision.",
    can_be_none=True,
)
OWN = Text(
    holds="own_reasons",
    label="Your own reasons",
    help="In your own words, whether or not you adopt the panel’s: what weighed most, and why.",
    lines=9,
)
CHILD = Text(
    holds="childs_needs",
    label="The child’s needs, wishes and feelings",
    help="What the child has said or shown, and how this decision meets what the child needs.",
    lines=7,
)
QUALITY = Text(
    holds="quality_assurance",
    label="Quality assurance of the assessment",
    help="Who read it, when, what they asked for, and whether it is sound enough to decide on.",
    aside="No panel considered this item. What a panel would have tested, somebody else has to have read.",
)
