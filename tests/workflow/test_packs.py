from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from fosterpanel.domain.issued_packs import IssuedPack, PackCopy
from fosterpanel.domain.pack_changes import ChangeKind
from fosterpanel.domain.packs import page_range
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import InvalidInput, StoreError
from fosterpanel.workflow import wrong_family
from fosterpanel.workflow.business import items
from fosterpanel.workflow.packing import packs
from fosterpanel.workflow.packing.handing_out import hand_out
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import CARERS, MEETING, At, Desk, issue, new_item, pdf
from tests.workflow.worded_papers import worded_pdf


def issued(desk: Desk) -> tuple[IssuedPack, packs.MadePack]:
    made = packs.make_pack(packs.prepare_pack(desk.office, MEETING))
    return packs.issue_pack(desk.office, made), made


def contents(pack: IssuedPack) -> list[tuple[str, str, str]]:
    return [
        (section.title, entry.title, page_range(entry.pages))
        for section in pack.plan.sections
        for entry in section.entries
    ]


def add_paper(desk: Desk, title: str, pages: int = 2, kind: str = "medical-report") -> str:
    new = papers.NewPaper(
        kind=kind, title=title, data=pdf(pages, title), received_on=desk.office.clock.today()
    )
    return papers.file_paper(desk.office, desk.item.id, new).id


def test_a_pack_holds_the_agenda_and_the_papers_of_every_item(at: At) -> None:
    desk = at("issued")
    pack, made = issued(desk)
    with made.built:
        assert [row[1] for row in contents(pack)] == ["Agenda", "Assessment report"]
        assert contents(pack)[1][0] == f"Item 1: {desk.item.reference}, first approval"
        assert made.report.pages == len(pack.plan.printed)
    assert desk.the(IssuedPack) == pack
    assert desk.last_act() == ("issue_pack", MEETING)


def test_before_the_agenda_is_out_there_is_no_pack(at: At) -> None:
    with (desk := at("listed")).refusing(InvalidInput, "Issue the agenda first"):
        packs.prepare_pack(desk.office, MEETING)


def test_a_late_paper_and_a_corrected_one_leave_every_page_where_it_was(at: At) -> None:
    desk = at("issued")
    first, made = issued(desk)
    made.close()
    report = desk.item.id and first.plan.entries[-1].source
    papers.replace_paper(
        desk.office,
        report,
        papers.NewPaper(
            kind="assessment-report",
            title="Assessment report",
            data=pdf(1, "Corrected"),
            received_on=desk.office.clock.today(),
        ),
    )
    add_paper(desk, "Medical report")
    second, again = issued(desk)
    with again.built:
        assert [(one.kind, one.title) for one in again.changes] == [
            (ChangeKind.CORRECTED, "Assessment report"),
            (ChangeKind.ADDED, "Medical report"),
        ]
    before, after = first.plan.entries, second.plan.entries
    assert [one.pages for one in after[:2]] == [one.pages for one in before]
    assert after[1].id == before[1].id
    assert after[1].source != before[1].source
    assert second.number == 2


def test_an_item_that_was_taken_off_leaves_the_pack(at: At) -> None:
    desk = at("issued")
    _, made = issued(desk)
    made.close()
    items.withdraw_item(desk.office, desk.item.id, reason="They moved away.")
    issue(desk)
    again, made = issued(desk)
    made.close()
    assert [row[1] for row in contents(again)] == ["Agenda"]


def test_a_pack_that_names_another_family_does_not_go_out_until_somebody_says_why(at: At) -> None:
    desk = at("issued")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    papers.file_paper(
        desk.office,
        desk.item.id,
        papers.NewPaper(
            kind="medical-report",
            title="Medical",
            data=worded_pdf("As Wilhelmina Marsh saw."),
            received_on=desk.office.clock.today(),
        ),
    )
    made = packs.make_pack(packs.prepare_pack(desk.office, MEETING))
    with made.built:
        with desk.refusing(NamesUnanswered, "Wilhelmina Marsh (item "):
            packs.issue_pack(desk.office, made)
        with desk.office.reading() as reading:
            (found,) = packs.names_in_pack(reading, made)
        page = made.plan.entries[-1].pages[0]
        assert found.hits == (f"Page {page}: As Wilhelmina Marsh saw.",)
        wrong_family.answer_name(desk.office, found, "Their referee.")
        assert packs.issue_pack(desk.office, made).number == 1


def test_the_answers_of_a_form_and_the_title_of_a_paper_are_searched_for_other_families_too(at: At) -> None:
    desk = at("issued")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    papers.file_paper(
        desk.office,
        desk.item.id,
        papers.NewPaper(
            kind="medical-report",
            title="Medical of Wilhelmina Marsh",
            data=answered_form("Wilhelmina Marsh"),
            received_on=desk.office.clock.today(),
        ),
    )
    made = packs.make_pack(packs.prepare_pack(desk.office, MEETING))
    with made.built, desk.office.reading() as reading:
        (found,) = packs.names_in_pack(reading, made)
    page = made.plan.entries[-1].pages[0]
    assert found.hits == ("Index: Medical of Wilhelmina Marsh", f"Page {page}: Wilhelmina Marsh")


def answered_form(answer: str) -> bytes:
    """A paper whose only words were typed into a form."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842)).obj
        field = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(answer),
                Rect=Array([72, 600, 400, 620]), F=4, P=page,
            )
        )  # fmt: skip
        page.Annots = Array([field])
        made.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 10 Tf 0 g"))
        kept = BytesIO()
        made.save(kept, deterministic_id=True)
        return kept.getvalue()


def test_further_copies_of_a_pack_are_made_as_the_pack_was(at: At) -> None:
    desk = at("issued")
    chosen = packs.PackChoices(has_right_hand_starts=True, max_dpi=200, reads_scans=False)
    made = packs.make_pack(packs.prepare_pack(desk.office, MEETING, chosen))
    with made.built:
        packs.issue_pack(desk.office, made)
    again = packs.make_issued(desk.office, MEETING)
    with again.built:
        assert again.plan == made.plan == desk.the(IssuedPack).plan
        assert (again.plan.max_dpi, again.plan.reads_scans) == (200, False)
        assert again.texts == {}
        with desk.refusing(InvalidInput, "Another issue of this pack went out"):
            packs.issue_pack(desk.office, again)


def test_each_member_gets_a_copy_with_their_name_that_only_their_password_opens(
    at: At, tmp_path: Path
) -> None:
    desk = at("issued")
    pack, made = issued(desk)
    with made.built:
        copies = hand_out(desk.office, pack, made, ["member-chair", "member-vice"], tmp_path)
    assert desk.find(PackCopy) == copies
    assert desk.last_act() == ("hand_out", MEETING)
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert names == ["panel-2026-12-04-pack-1-copy-1-MO.pdf", "panel-2026-12-04-pack-1-copy-2-TQ.pdf"]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / names[0], password=copies[1].password)
    with pikepdf.open(tmp_path / names[0], password=copies[0].password) as opened:
        assert len(opened.pages) == len(pack.plan.printed)
        assert opened.encryption.R == 6


def test_where_copies_cannot_be_written_none_is_left_or_recorded(at: At, tmp_path: Path) -> None:
    desk = at("issued")
    pack, made = issued(desk)
    with made.built, desk.refusing(StoreError, "none was left there"):
        hand_out(desk.office, pack, made, ["member-chair"], tmp_path / "missing")
    assert not (tmp_path / "missing").exists()


def test_copies_are_made_of_the_pack_that_was_issued(at: At, tmp_path: Path) -> None:
    desk = at("issued")
    pack, made = issued(desk)
    made.close()
    add_paper(desk, "Late")
    _, other = issued(desk)
    with other.built:
        with desk.refusing(InvalidInput, "not the pack that was issued"):
            hand_out(desk.office, pack, other, ["member-chair"], tmp_path)
        with desk.refusing(InvalidInput, "at least one member"):
            hand_out(desk.office, pack, other, [], tmp_path)


def test_two_people_issuing_at_once_are_told(at: At) -> None:
    desk = at("issued")
    made = packs.make_pack(packs.prepare_pack(desk.office, MEETING))
    _, other = issued(desk)
    other.close()
    with made.built, desk.refusing(InvalidInput, "Another issue of this pack went out meanwhile"):
        packs.issue_pack(desk.office, made)
