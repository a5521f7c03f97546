"""A pack read on screen: its printed numbers, one's own notes through every issue, and where one stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from fosterpanel.documents.packs import STAMP_HEIGHT
from fosterpanel.documents.page_images import Box
from fosterpanel.domain.interests import InterestKind, Ruling
from fosterpanel.domain.pack_changes import ChangeKind
from fosterpanel.domain.packs import Place
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.private_notes import Area
from fosterpanel.errors import NotFound
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.overviews import today
from fosterpanel.workflow.overviews.today_lines import About
from fosterpanel.workflow.packing import packs, packs_out
from fosterpanel.workflow.packing.pack_notes import PackNote, notes_in_pack
from fosterpanel.workflow.packing.pack_reading import OpenPack, is_latest, open_pack
from fosterpanel.workflow.paperwork import papers, private_notes, reading
from fosterpanel.workflow.paperwork.marked_places import as_area
from tests.workflow.builders import MEETING, At, Desk
from tests.workflow.worded_papers import worded_pdf

CARER = "person-carer"
CAME = date(2026, 11, 30)


def add(desk: Desk, title: str, *pages: str) -> Paper:
    new = papers.NewPaper(kind="medical-report", title=title, data=worded_pdf(*pages), received_on=CAME)
    return papers.file_paper(desk.office, desk.item.id, new)


def issue(desk: Desk, *, right_hand: bool = False) -> None:
    choices = packs.PackChoices(has_right_hand_starts=right_hand)
    made = packs.make_pack(packs.prepare_pack(desk.office, MEETING, choices))
    with made.built:
        packs.issue_pack(desk.office, made)


@contextmanager
def opened(desk: Desk, who: str = CARER) -> Iterator[OpenPack]:
    pack = open_pack(desk.of(who), MEETING)
    try:
        yield pack
    finally:
        pack.images.close()


def note(desk: Desk, paper: Paper, page: int, words: str, **marks: object) -> None:
    private_notes.keep_note(desk.of(CARER), desk.item.id, words, paper_id=paper.id, page=page, **marks)  # type: ignore[arg-type]


def highlight(desk: Desk, paper: Paper, page: int, words: str, which: int = 0) -> tuple[Area, ...]:
    """As the reader does it: the boxes of words found, and the words in them."""
    with opened(desk) as pack:
        sheet = pack.sheet_of(Place(paper.id, page - 1))
        assert sheet is not None
        found = pack.images.find_on(sheet, words)[which]
        areas = tuple(as_area(box, pack.sizes[sheet]) for box in found.boxes)
        quote = " ".join(pack.images.text_in(sheet, box) for box in found.boxes)
    note(desk, paper, page, "", areas=areas, quote=quote)
    return areas


def notes(desk: Desk) -> tuple[PackNote, ...]:
    with opened(desk) as pack:
        return notes_in_pack(desk.of(CARER), pack)


def test_every_sheet_is_the_page_of_its_paper_under_its_printed_number(at: At) -> None:
    desk = at("issued")
    medical = add(desk, "Medical", "Well.", "Very well.")
    issue(desk)
    with opened(desk) as pack:
        assert len(pack.sheets) == pack.images.page_count == len(pack.sizes)
        assert tuple(one.printed for one in pack.sheets) == pack.pack.plan.printed
        sheet = pack.sheet_of(Place(medical.id, 1))
        assert sheet is not None
        assert "Very well." in pack.images.text(sheet)
        assert (pack.sheets[sheet].paper_id, pack.sheets[sheet].item_id) == (medical.id, desk.item.id)
        assert pack.sheet_numbered(pack.sheets[sheet].printed) == sheet
        assert pack.document_on(sheet).title == "Medical"
        assert pack.last == pack.sheets[-1].printed


def test_the_pack_is_read_as_members_hold_it(at: At) -> None:
    desk = at("issued")
    add(desk, "Medical", "Well.", "Very well.")
    issue(desk, right_hand=True)
    with opened(desk) as pack:
        plan = pack.pack.plan
        for sheet, number in enumerate(plan.printed):
            width, height = pack.sizes[sheet]
            foot = Box(left=0, top=height - STAMP_HEIGHT, width=width, height=STAMP_HEIGHT)
            assert pack.images.text_in(sheet, foot).endswith(f"{plan.confidentiality} {number}")
            assert plan.confidentiality not in pack.images.text(sheet)
        assert (pack.document_on(0).title, pack.sheet_numbered("1")) == ("Index", 0)
        assert "Medical" in pack.images.text(0)
        blank = next(entry.blank for entry in plan.entries if entry.blank)
        assert pack.sheets[pack.sheet_numbered(blank)].place is None
        with pytest.raises(
            NotFound, match=rf"No page of this pack is numbered 999. Its last page is {pack.last}."
        ):
            pack.sheet_numbered("999")


def test_links_of_the_index_lead_to_the_documents(at: At) -> None:
    desk = at("issued")
    add(desk, "Medical", "Well.", "Very well.")
    issue(desk)
    with opened(desk) as pack:
        links = pack.images.links_on(0)
        assert {link.page for link in links} == {one.first for one in pack.documents[1:]}
        medical = next(one for one in pack.documents if one.title == "Medical")
        over = [pack.images.text_in(0, link.box) for link in links if link.page == medical.first]
        assert over == ["Medical", medical.pages]


def test_looking_for_words_passes_over_what_stands_on_every_page(at: At) -> None:
    desk = at("issued")
    medical = add(desk, "Medical", "For the members of this panel.", "Very well.")
    issue(desk)
    with opened(desk) as pack:
        begins = pack.sheet_of(Place(medical.id, 0))
        assert begins is not None
        found = {
            sheet for sheet in range(len(pack.sheets)) if pack.images.find_on(sheet, "Members of this  panel")
        }
        assert found == {begins}
        assert pack.images.find_on(begins, pack.sheets[begins].printed) == ()


def test_before_an_issue_there_is_nothing_to_read(at: At) -> None:
    with (desk := at("issued")).refusing(NotFound, "No pack of this meeting has been issued"):
        open_pack(desk.office, MEETING)


def replace(desk: Desk, paper: Paper, *pages: str) -> Paper:
    corrected, _ = papers.correct_paper(desk.office, paper.id, data=worded_pdf(*pages), received_on=CAME)
    return corrected


def test_notes_stay_with_their_page_when_a_longer_paper_and_a_late_one_come_in(at: At) -> None:
    desk = at("issued")
    first, last = add(desk, "Medical", "Well."), add(desk, "References", "Kind.", "Patient.")
    issue(desk)
    note(desk, last, 2, "Ask how patient.")
    marked = highlight(desk, last, 2, "Patient")
    before = notes(desk)
    replace(desk, first, "Well.", "And a page more.")
    add(desk, "Late", "Came late.")
    issue(desk)
    with opened(desk) as pack:
        after = notes_in_pack(desk.of(CARER), pack)
        longer = next(one for one in pack.documents if one.title == "Medical")
        assert longer.pages.endswith("A")
        inserted = pack.sheet_numbered(longer.pages.rpartition("–")[2])
        assert "And a page more." in pack.images.text(inserted)
        for old, new in zip(before, after, strict=True):
            assert old.sheet is not None
            assert new.sheet == old.sheet + 1
            assert "Patient." in pack.images.text(new.sheet)
            assert not new.has_moved
        assert [one.areas for one in after] == [(), marked]


def test_a_highlight_follows_its_words_into_the_corrected_version(at: At) -> None:
    desk = at("issued")
    paper = add(desk, "References", "Kind and calm.", "She is patient.\nTwice.")
    issue(desk)
    was = highlight(desk, paper, 2, "patient")
    replace(desk, paper, "A new first page.", "Kind and calm.", "More words here.\nShe is patient.\nTwice.")
    issue(desk)
    with opened(desk) as pack:
        (now,) = notes_in_pack(desk.of(CARER), pack)
        assert (now.has_moved, now.written_on, now.has_lost_words) == (True, 1, False)
        assert now.sheet is not None
        assert "More words here." in pack.images.text(now.sheet)
        assert now.areas[0].top > was[0].top
        (hit,) = pack.images.find_on(now.sheet, "patient")
        assert now.areas == (as_area(hit.boxes[0], pack.sizes[now.sheet]),)


def test_of_words_that_stand_there_often_a_highlight_takes_the_nearest(at: At) -> None:
    desk = at("issued")
    page = "She is patient.\nMost days.\nAlways patient."
    paper = add(desk, "References", "Kind and patient.", page)
    issue(desk)
    was = highlight(desk, paper, 2, "patient", which=1)
    replace(desk, paper, "Kind and patient.", f"{page}\nSo we say.", "And patient once more.")
    issue(desk)
    with opened(desk) as pack:
        (now,) = notes_in_pack(desk.of(CARER), pack)
        assert now.sheet == pack.sheet_of(Place(paper.id, 1))
        assert now.areas == was


def test_a_highlight_over_lines_is_found_again_as_a_whole(at: At) -> None:
    desk = at("issued")
    paper = add(desk, "References", "She is very\npatient with them.")
    issue(desk)
    with opened(desk) as pack:
        sheet = pack.sheet_of(Place(paper.id, 0))
        assert sheet is not None
        boxes = pack.images.find_on(sheet, "very patient")[0].boxes
    assert len(boxes) == 2
    highlight(desk, paper, 1, "very patient")
    replace(desk, paper, "Corrected.\nShe is very\npatient with them.")
    issue(desk)
    (now,) = notes(desk)
    assert len(now.areas) == 2
    assert now.areas[0].top < now.areas[1].top


def test_a_highlight_whose_words_are_gone_marks_nothing_and_says_so(at: At) -> None:
    desk = at("issued")
    paper = add(desk, "References", "She is patient.")
    issue(desk)
    highlight(desk, paper, 1, "patient")
    replace(desk, paper, "She is hasty.")
    issue(desk)
    (now,) = notes(desk)
    assert (now.areas, now.has_lost_words, now.sheet is None) == ((), True, False)


def test_a_note_on_a_page_the_corrected_version_has_not_is_kept_without_a_place(at: At) -> None:
    desk = at("issued")
    paper = add(desk, "References", "Kind.", "Patient.")
    issue(desk)
    note(desk, paper, 2, "Look at this.")
    note(desk, paper, 1, "And this.")
    replace(desk, paper, "Kind and patient.")
    issue(desk)
    assert [(one.note.words, one.sheet is None) for one in notes(desk)] == [
        ("And this.", False),
        ("Look at this.", True),
    ]


def test_notes_are_their_writers_alone_and_a_pack_knows_of_a_version_it_does_not_hold(at: At) -> None:
    desk = at("issued")
    paper = add(desk, "References", "Kind.")
    issue(desk)
    note(desk, paper, 1, "Mine.")
    replace(desk, paper, "Kinder.")
    with opened(desk, "person-health") as pack:
        assert notes_in_pack(desk.of("person-health"), pack) == ()
        found = next(one for one in pack.documents if one.title == "References")
        assert (found.version, found.newest, found.change) == (1, 2, None)
        assert is_latest(desk.office, pack)
        issue(desk)
        assert not is_latest(desk.office, pack)
    with opened(desk) as pack:
        found = next(one for one in pack.documents if one.title == "References")
        assert (found.version, found.newest, found.change) == (2, 2, ChangeKind.CORRECTED)


def test_the_place_is_kept_by_document_and_survives_an_issue(at: At) -> None:
    desk = at("issued")
    first, last = add(desk, "Medical", "Well."), add(desk, "References", "Kind.", "Patient.")
    issue(desk)
    office = desk.of(CARER)
    with opened(desk) as pack:
        assert pack.at == 0
        place = pack.sheets[-1].place
    packs_out.keep_pack_place(office, MEETING, place)
    replace(desk, first, "Well.", "And a page more.")
    issue(desk)
    with opened(desk) as pack:
        assert pack.sheets[pack.at].paper_id == last.id
        assert "Patient." in pack.images.text(pack.at)
    with opened(desk, "person-health") as pack:
        assert pack.at == 0


def test_today_offers_the_pack_to_who_sits_on_the_panel_with_where_they_stopped(at: At) -> None:
    desk = at("issued")
    paper = add(desk, "Medical", "Well.", "Very well.")
    assert pack_lines(desk, CARER) == []
    issue(desk)
    with opened(desk) as pack:
        sheet, pages = pack.sheet_of(Place(paper.id, 1)), len(pack.pack.plan.printed)
        assert sheet is not None
        place, printed = pack.sheets[sheet].place, pack.sheets[sheet].printed
        every = [one.paper_id for one in pack.documents if one.paper_id]
    head = f"Read the pack for Friday 4 December 2026: {pages} pages"
    assert pack_lines(desk, CARER) == [(head, today.Harm.SOON)]
    packs_out.keep_pack_place(desk.of(CARER), MEETING, place)
    assert pack_lines(desk, CARER) == [(f"{head}, you stopped at {printed}", today.Harm.SOON)]
    for paper_id in every:
        reading.record_reading(desk.of(CARER), paper_id)
    assert [harm for _, harm in pack_lines(desk, CARER)] == [today.Harm.KNOW]
    assert pack_lines(desk, "person-administrator") == []


def pack_lines(desk: Desk, who: str) -> list[tuple[str, today.Harm]]:
    return [(one.title, one.harm) for one in today.today(desk.of(who)) if one.about is About.PACK]


def test_an_item_one_has_to_leave_for_is_left_out_of_ones_pack(at: At) -> None:
    desk = at("issued")
    paper = add(desk, "Medical", "Well.")
    issue(desk)
    interest = hearings.declare_interest(
        desk.of("person-chair"),
        hearings.NewInterest(
            item_id=desk.item.id,
            member_id="member-carer",
            kind=InterestKind.FRIEND,
            nature="They are neighbours.",
        ),
    )
    hearings.rule_on_interest(
        desk.of("person-chair"),
        interest.id,
        ruling=Ruling.LEAVE,
        by="member-chair",
        reason="Too close.",
    )
    with opened(desk) as pack:
        assert [one.title for one in pack.documents] == ["Index", "Agenda"]
        assert len(pack.left_out) == 1
        assert "Well." not in "".join(pack.images.text(sheet) for sheet in range(pack.images.page_count))
        assert {link.page for link in pack.images.links_on(0)} == {pack.documents[1].first}
        assert pack.sheet_of(Place(paper.id, 0)) is None
        with pytest.raises(NotFound, match="an item that an interest takes you out of"):
            pack.sheet_numbered(pack.last)
    with opened(desk, "person-health") as pack:
        assert pack.left_out == ()
