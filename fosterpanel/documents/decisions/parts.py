"""The twelve parts of a decision record, in the order of Hofstetter v LB Barnet [2009] EWHC 3282, paras 132 and 133."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fosterpanel.documents.decisions.paper import DecisionPaper
from fosterpanel.documents.pages import (
    Block,
    Bullets,
    Column,
    Heading,
    KeepTogether,
    KeyFacts,
    Paragraph,
    Quote,
    Run,
    SignatureBlock,
    Table,
    Text,
)
from fosterpanel.documents.phrases import moment, sentence, short_hash
from fosterpanel.documents.sections import Section, bullets_or, labelled, nothing, paragraph_or
from fosterpanel.documents.terms import terms_beside, terms_table
from fosterpanel.domain.decisions import AdoptedReason, AgencyDecision, ConsideredMaterial, ProcessView
from fosterpanel.domain.terms import TermsOfApproval, differ
from fosterpanel.domain.wording import capitalised, counted, ended, long_date

_NOT_FILLED: Final = "Not filled in yet."
_OTHERS_NEEDS: Final = "Asked for on a connected person's approval only."
_STATEMENT: Final = (
    "I have made this decision myself, on the material listed in part 1 and for the reasons recorded here. "
    "The declarations in part 10 are true."
)
PROPOSAL: Final = (
    "This is a proposal, called a qualifying determination, and nothing has changed yet. It is followed by a final "
    "decision after the time for an answer, or after the answer has been considered."
)
_TOLD_LATER: Final = (
    "The applicants or carers are told by word of mouth and in writing after this record is signed. Both notices are "
    "recorded on the item with their dates."
)


def twelve_parts(paper: DecisionPaper) -> Iterator[Section]:
    """Every part, each one there even while it is still empty."""
    decision = paper.decision
    yield Section("Material considered", tuple(_material(decision.material)))
    yield Section("Arguments for and against", tuple(_arguments(decision)))
    yield _process(paper)
    further = paragraph_or(sentence(decision.further_information), _NOT_FILLED)
    since = "panel" if paper.has_panel else paper.report
    yield Section(f"Further information since the {since}, and its effect", (further,))
    aside = "" if paper.has_panel else "No panel considered this item."
    weighed = (_adopted(decision.panel_reasons), *_review(paper))
    yield Section("The panel's reasons: which are adopted, and why", weighed, aside)
    yield Section("Further reasons of the decision maker", tuple(_own_reasons(paper)))
    yield Section("The decision, its terms and its date", tuple(_decision(paper)))
    child = paragraph_or(decision.childs_needs, _NOT_FILLED)
    needs_words = paper.item.is_connected_person or decision.childs_needs.strip()
    yield Section("The child's needs, wishes and feelings", (child,), "" if needs_words else _OTHERS_NEEDS)
    yield Section("Dates and time taken", tuple(_dates(paper)))
    yield Section("Declarations", (KeepTogether((_declarations(paper),)),))
    yield Section("Telling the applicants or carers", (bullets_or(paper.notices, _TOLD_LATER),))
    yield Section("Signature and what this record carries", (KeepTogether(tuple(_signature(paper))),))


def _material(material: tuple[ConsideredMaterial, ...]) -> Iterator[Block]:
    if not material:
        yield nothing("No material is listed yet.")
        return
    yield Table(
        columns=(
            Column("Material", 5.4),
            Column("Version", 1.2, True),
            Column("SHA-256, first 12", 2.2),
            Column("Read", 1.2),
        ),
        rows=tuple(
            (one.title, str(one.number), short_hash(one.sha256), "Read" if one.is_read else "Not read")
            for one in material
        ),
        first_cell_heads_row=True,
    )


def _arguments(decision: AgencyDecision) -> Iterator[Block]:
    yield Heading("For", 3)
    yield bullets_or(decision.arguments_for, _NOT_FILLED)
    yield Heading("Against", 3)
    yield bullets_or(decision.arguments_against, _NOT_FILLED)


def _process(paper: DecisionPaper) -> Section:
    """The panel's process; without a panel, the quality assurance of the assessment has its place."""
    decision = paper.decision
    if not paper.has_panel:
        quality = paragraph_or(decision.quality_assurance, _NOT_FILLED)
        return Section(f"Quality assurance of the {paper.report}, which no panel considered", (quality,))
    answered = tuple(_answers(decision.process)) if decision.process else (nothing(_NOT_FILLED),)
    return Section("The panel's process", answered)


def _answers(process: ProcessView) -> Iterator[Block]:
    yield Bullets(
        (
            _answer("I agree with the panel's process and approach", process.is_agreed),
            _answer("The panel was quorate for this item throughout", process.is_quorate),
            _answer("The right people were heard", process.were_right_people_heard),
        )
    )
    otherwise = (
        "Nothing in the process weakens the recommendation." if process.is_without_doubt else _NOT_FILLED
    )
    yield paragraph_or(process.comment, otherwise)


def _answer(words: str, answer: bool) -> Text:
    return (Run(f"{words}: "), Run("yes." if answer else "no.", bold=True))


def _adopted(reasons: tuple[AdoptedReason, ...]) -> Block:
    if not reasons:
        return nothing(_NOT_FILLED)
    return Table(
        columns=(Column("The panel's reason", 4.4), Column("Adopted", 1.5), Column("Why", 4.4)),
        rows=tuple((sentence(one.words), _choice(one), sentence(one.why)) for one in reasons),
    )


def _review(paper: DecisionPaper) -> Iterator[Block]:
    """What the independent review recommends, and how both recommendations are weighed."""
    if paper.review:
        yield Heading("The independent review's recommendation, weighed with the panel's", 3)
        yield Quote(sentence(paper.review))
        yield paragraph_or(paper.decision.departure_reasons, _NOT_FILLED)


def _choice(reason: AdoptedReason) -> Text:
    return (Run("Adopted" if reason.is_adopted else "Not adopted", bold=True),)


def _own_reasons(paper: DecisionPaper) -> Iterator[Block]:
    yield paragraph_or(paper.decision.own_reasons, _NOT_FILLED)
    if paper.departs and not paper.review:
        yield Heading("Why the decision departs from the panel", 3)
        yield paragraph_or(paper.decision.departure_reasons, _NOT_FILLED)


def _decision(paper: DecisionPaper) -> Iterator[Block]:
    decision = paper.decision
    terms = f": {decision.terms.words}" if decision.terms else ""
    starts_on = None if decision.is_proposal else decision.effective_on
    start = f", with effect from {long_date(starts_on)}" if starts_on else ""
    proposal = (Paragraph(PROPOSAL),) if decision.is_proposal else ()
    first, *others = (
        Quote(ended(f"The agency decision maker {_lower(paper.decided)}{terms}{start}")),
        *_terms(paper),
    )
    yield KeepTogether((first, *proposal, *others[:1]))
    yield from others[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _terms(paper: DecisionPaper) -> Iterator[Block]:
    panel = paper.recommendation.terms if paper.recommendation else None
    decided = paper.decision.terms
    if decided and panel and not differ(panel, decided):
        yield Paragraph("These are the terms that the panel recommended.")
    if decided:
        title = "Terms proposed" if paper.decision.is_proposal else "Terms decided"
        beside = tuple(_terms_beside_which(panel, paper.old_terms, decided))
        for old_title, old in beside:
            yield terms_beside(old, decided, old_title=old_title, new_title=title)
        if not beside and panel is None:
            yield terms_table(decided, title)
    elif panel:
        words = Paragraph("No terms are decided. The panel had recommended these:")
        yield KeepTogether((words, terms_table(panel, "The panel's terms")))


def _terms_beside_which(
    panel: TermsOfApproval | None, until_now: TermsOfApproval | None, decided: TermsOfApproval
) -> Iterator[tuple[str, TermsOfApproval]]:
    """What the terms decided are set beside, each once: the panel's where they differ, and those until now."""
    is_departure = panel is not None and differ(panel, decided)
    if until_now and is_departure and not differ(panel, until_now):
        yield "Until now, and the panel's", until_now
        return
    if panel and is_departure:
        yield "The panel's terms", panel
    if until_now:
        yield "Terms until now", until_now


def _dates(paper: DecisionPaper) -> Iterator[Block]:
    decision = paper.decision
    without_panel = "Review's recommendation" if paper.review else capitalised(paper.report)
    received = "Minutes" if paper.recommendation and not paper.review else without_panel
    over_on = paper.counted_from if paper.counted_from != decision.received_on else None
    facts = KeyFacts(
        (
            (f"{received} received", long_date(decision.received_on)),
            *((("Time to answer ended", long_date(over_on)),) if over_on else ()),
            ("Due by", long_date(decision.due_on)),
            ("Decided on", long_date(decision.decided_on) if decision.decided_on else "Not yet"),
            ("Time taken", counted(paper.working_days_taken, "working day")),
        )
    )
    yield KeepTogether((facts, Paragraph(sentence(paper.convention), "note")))
    if decision.delay_reason:
        yield Paragraph(labelled("Why it is late", sentence(decision.delay_reason)))


def _declarations(paper: DecisionPaper) -> Block:
    declared = paper.decision.declarations
    panel = "the panel that considered this item" if paper.has_panel else "any panel of this service"
    return Bullets(
        (
            _declaration(f"I am not a member of {panel}", declared.is_not_panel_member),
            _declaration(
                "I have not delegated this decision, nor was it delegated to me", declared.is_not_delegated
            ),
            _declaration("I have no conflict of interest in it", declared.has_no_conflict),
        )
    )


def _declaration(words: str, is_made: bool) -> Text:
    return (Run(f"{words}: "), Run("declared." if is_made else "not declared yet.", bold=True))


def _signature(paper: DecisionPaper) -> Iterator[Block]:
    if paper.signed_minutes:
        yield Paragraph(
            f"The signed minutes {paper.minutes_reference} are carried inside this file, unchanged, and can be opened "
            "from its list of attachments. Their SHA-256 is:"
        )
        yield Paragraph(paper.minutes_sha256, "small")
    for carried in paper.also_carried:
        yield Paragraph(f"So is {carried.reference}, {carried.title}. Its SHA-256 is:")
        yield Paragraph(carried.sha256, "small")
    if paper.signed_at is None:
        yield nothing("Not signed: this is a draft.")
        return
    yield SignatureBlock(
        statement=_STATEMENT,
        name=paper.decision_maker.name,
        role=f"Agency decision maker, {paper.service.name}",
        when=f"{moment(paper.signed_at)}. {paper.clock_words}",
        field_description=f"Signature of the agency decision maker on item {paper.item.reference}",
    )
