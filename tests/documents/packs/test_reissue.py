"""A pack can be opened again, changed and issued once more, from nothing but its own file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from fosterpanel.documents.packs import MemberCopy, documents_in, read_plan
from fosterpanel.documents.page_images import PageImages
from fosterpanel.domain.packs import PackEntry, PackPlan, add_late, new_version, next_issue, replace_paper
from fosterpanel.errors import PasswordNeeded, UnreadableDocument
from tests.documents.packs import nasty
from tests.documents.packs.packing import Made, is_sound, make, make_of, opened, plan_of, read_pages

LATER = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
LATE = PackEntry(id="late", title="A late reference", source="late")


def reissued(before: Made, plan: PackPlan, more: dict[str, bytes]) -> Made:
    return make(plan, {**documents_in(before.pdf), **more}, earlier=read_plan(before.pdf))


def test_the_plan_comes_back_as_it_went_in(nasty_pack: Made) -> None:
    assert read_plan(nasty_pack.pdf) == nasty_pack.plan


def test_the_fingerprint_of_every_document_is_in_the_plan(nasty_pack: Made) -> None:
    held = nasty.every_one()
    for entry in nasty_pack.plan.entries:
        assert entry.sha256 == sha256(held[entry.source]).hexdigest()


def test_a_late_paper_goes_in_and_no_page_that_is_out_changes_its_number(
    nasty_pack: Made, tmp_path: Path
) -> None:
    plan = add_late(next_issue(read_plan(nasty_pack.pdf), LATER), LATE, after="opaque")
    issue = reissued(nasty_pack, plan, {"late": nasty.plain("late", 3)})
    before, now = (read_pages(made.pdf, tmp_path) for made in (nasty_pack, issue))
    for entry in nasty_pack.plan.entries:
        first_before, first_now = nasty_pack.first(entry.id), issue.first(entry.id)
        for place, number in enumerate(entry.pages):
            assert now[first_now + place].words == before[first_before + place].words, f"page {number}"
    number = nasty_pack.plan.entry("opaque").pages[-1]
    assert issue.plan.entry("late").pages == (f"{number}A", f"{number}B", f"{number}C")
    assert now[issue.first("late")].holds("late-1")
    assert f"{number}A" in [word.text for word in now[issue.first("late")].words]


def test_labels_agree_with_the_printed_numbers_of_late_papers_too(nasty_pack: Made, tmp_path: Path) -> None:
    plan = add_late(next_issue(read_plan(nasty_pack.pdf), LATER), LATE, after="plain")
    issue = reissued(nasty_pack, plan, {"late": nasty.plain("late", 2)})
    with opened(issue.pdf) as pdf:
        labels = tuple(page.label for page in pdf.pages)
    assert labels == issue.plan.printed
    for label, page in zip(labels, read_pages(issue.pdf, tmp_path), strict=True):
        assert label in [word.text for word in page.words]
    assert is_sound(issue.pdf, tmp_path) == ""


def test_the_index_says_what_has_changed(nasty_pack: Made, tmp_path: Path) -> None:
    plan = add_late(next_issue(read_plan(nasty_pack.pdf), LATER), LATE, after="plain")
    plan = replace_paper(plan, "active", "active-2")
    issue = reissued(nasty_pack, plan, {"late": nasty.plain("late"), "active-2": nasty.plain("better", 1)})
    front = " ".join(
        word.text for page in read_pages(issue.pdf, tmp_path)[: len(issue.plan.front)] for word in page.words
    )
    assert "What has changed since issue 1" in front
    assert "A late reference Late paper added – 3A–3B" in front
    page = issue.plan.entry("active").pages[0]
    assert f"Paper active Corrected version {page} {page}" in front
    assert "Every page that was out keeps its number" in front
    assert "A late reference (late paper)" in front
    assert issue.plan.front == ("1", "1A")


def test_a_new_version_is_numbered_anew_and_says_so(tmp_path: Path) -> None:
    before = make_of({name: nasty.plain(name) for name in ("a", "b")})
    plan = new_version(add_late(read_plan(before.pdf), LATE, after="a"), LATER)
    issue = reissued(before, plan, {"late": nasty.plain("late")})
    assert issue.plan.printed == tuple(str(number) for number in range(1, 8))
    front = " ".join(word.text for word in read_pages(issue.pdf, tmp_path)[0].words)
    assert "The pages are numbered anew" in front
    assert "Paper b On other pages 4–5 6–7" in front


def test_a_document_taken_from_a_pack_is_as_it_was_without_our_stamps(
    nasty_pack: Made, tmp_path: Path
) -> None:
    held = documents_in(nasty_pack.pdf)
    assert list(held) == list(nasty.every_one())
    for name in ("unbalanced", "rotated", "cropped", "layers"):
        with PageImages(nasty.every_one()[name]) as before, PageImages(held[name]) as after:
            for page in range(before.page_count):
                assert after.text(page) == before.text(page)
                assert after.render(page, 0.5).pixels == before.render(page, 0.5).pixels
        assert is_sound(held[name], tmp_path) == ""


def test_a_pack_issued_three_times_is_not_stamped_three_times(tmp_path: Path) -> None:
    made = make_of({"u": nasty.unbalanced("u"), "l": nasty.linked("l"), "t": nasty.tagged("t")})
    streams = []
    for _ in range(3):
        with opened(made.pdf) as pdf:
            streams.append([len(page.obj.Contents) for page in pdf.pages])
        made = reissued(made, next_issue(read_plan(made.pdf), LATER), {})
    assert streams[1] == streams[2]
    with opened(made.pdf) as pdf:
        links = [one for one in pdf.pages[made.first("l")].obj.Annots if "/Dest" in one]
        assert {pikepdf.Page(link.Dest[0]).index for link in links} == {made.first("l") + 2}
    assert is_sound(made.pdf, tmp_path) == ""


def test_bookmarks_and_tags_of_a_document_come_through_every_issue_made_from_the_file_alone(
    tmp_path: Path,
) -> None:
    names = {"t": nasty.tagged("t"), "l": nasty.linked("l"), "p": nasty.plain("p"), "s": nasty.tagged("s")}
    first = made = make_of(names)
    assert "Part of it, p. 5" in bookmarks(first)
    for _ in range(2):
        made = reissued(made, next_issue(read_plan(made.pdf), LATER), {})
        assert bookmarks(made) == bookmarks(first)
        assert tags(made) == tags(first)
        assert is_sound(made.pdf, tmp_path) == ""
    with opened(made.pdf) as pdf:
        part = pdf.Root.StructTreeRoot.K[0].K[1]
        assert spoken(part) == spoken(opened(nasty.tagged("t")).Root.StructTreeRoot)


def bookmarks(made: Made) -> list[str]:
    def titles(items: list[pikepdf.OutlineItem], above: str = "") -> Iterator[str]:
        for item in items:
            yield f"{above}{item.title}"
            yield from titles(item.children, f"  {above}")

    with opened(made.pdf) as pdf, pdf.open_outline() as outline:
        return [title.strip() for title in titles(outline.root)]


def tags(made: Made) -> tuple[list[tuple[str, int]], list[int]]:
    """The parts of the structure with their documents, and the number by which each page is found in it."""
    with opened(made.pdf) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = pikepdf.NumberTree(root.ParentTree)
        held = [page.obj.StructParents for page in pdf.pages if "/StructParents" in page.obj]
        assert all(number in numbers for number in held)
        return [(str(part.T), len(part.K)) for part in root.K[0].K], [int(number) for number in held]


def spoken(element: pikepdf.Object) -> list[str]:
    """The kinds of all elements below one, in their order."""
    kids = element.get("/K", pikepdf.Array())
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    below = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [kind for kid in below for kind in (str(kid.S), *spoken(kid))]


def test_a_pack_whose_own_bookmarks_and_tags_were_spoilt_is_issued_without_them(tmp_path: Path) -> None:
    made = make_of({"t": nasty.tagged("t"), "l": nasty.linked("l")})
    with opened(made.pdf) as pdf:
        pdf.Root.Outlines = pikepdf.Dictionary()
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=3)
        spoilt = nasty.saved(pdf)
    again = reissued(replace(made, pdf=spoilt), next_issue(read_plan(spoilt), LATER), {})
    assert bookmarks(again) == [
        "Index, p. 1",
        "Carers, p. 2",
        "Paper t, p. 2",
        "Children, p. 3",
        "Paper l, p. 3",
    ]
    assert tags(again) == ([("Index", 1)], [0])
    assert is_sound(again.pdf, tmp_path) == ""


def test_a_copy_with_a_password_is_opened_again_with_it() -> None:
    made = make(plan_of(["a"]), {"a": nasty.plain("a")}, copy=MemberCopy(password="ŵy-dwys"))
    with pytest.raises(PasswordNeeded):
        read_plan(made.pdf)
    assert read_plan(made.pdf, password="ŵy-dwys") == made.plan


def test_a_file_that_is_no_pack_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no pack made by Foster Panel"):
        read_plan(nasty.plain("a"))


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"[]",
        b'{"format": 1}',
        b'{"format": 1, "plan": {"title": 3}}',
        b'{"format": 1, "plan": ' + b"[" * 3000,
        json.dumps({"plan": {"title": "x", "sections": [], "made_at": "yesterday"}}).encode(),
    ],
)
def test_a_damaged_plan_is_refused_in_a_sentence(held: bytes) -> None:
    made = make_of({"a": nasty.plain("a")})
    with opened(made.pdf) as pdf:
        pdf.Root.PieceInfo.FosterPanel.Private.write(held)
        spoilt = nasty.saved(pdf)
    with pytest.raises(UnreadableDocument):
        read_plan(spoilt)


def test_a_pack_somebody_took_a_page_out_of_is_not_taken_for_whole() -> None:
    made = make_of({"a": nasty.plain("a")})
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        del pdf.pages[-1]
        shorter = nasty.saved(pdf)
    with pytest.raises(UnreadableDocument, match="taken out or added"):
        read_plan(shorter)


def test_an_edited_title_shows_and_the_document_keeps_its_pages(tmp_path: Path) -> None:
    made = make_of({"a": nasty.plain("a"), "b": nasty.plain("b")})
    plan = read_plan(made.pdf)
    renamed = tuple(
        replace(part, entries=tuple(replace(entry, title=f"New {entry.id}") for entry in part.entries))
        for part in plan.sections
    )
    issue = reissued(made, next_issue(replace(plan, sections=renamed), LATER), {})
    assert read_pages(issue.pdf, tmp_path)[0].holds("New a 3 November 2026")
