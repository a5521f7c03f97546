"""The pack the demonstration leaves: what members of its panel would hold, but nobody's own copy."""

from __future__ import annotations

import hashlib

import pikepdf

from fosterpanel.db.store import Store
from fosterpanel.documents.packs import read_plan
from fosterpanel.domain.issued_packs import IssuedPack, PackCopy
from fosterpanel.domain.items import PanelItem
from tests.demo.families import FAMILIES, is_named
from tests.demo.reading import words
from tests.demo.running import Demo


def test_the_summary_tells_of_the_one_pack_there_is(demo: Demo) -> None:
    (told,), (path,) = demo.summary["packs"], demo.packs
    assert demo.out / told["path"] == path
    assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    plan = read_plan(path)
    with pikepdf.open(path) as pdf:
        assert (len(pdf.pages), len(plan.entries), plan.number) == (
            told["pages"],
            told["documents"],
            told["issue"],
        )


def test_it_is_the_pack_that_was_issued_with_every_item_in_its_order(demo: Demo, store: Store) -> None:
    (path,) = demo.packs
    with store.reading() as reading:
        (issued,) = reading.find(IssuedPack)
        assert read_plan(path) == issued.plan
        listed = [item.reference for item in reading.find(PanelItem, meeting_id=issued.meeting_id)]
    titles = [section.title for section in issued.plan.sections]
    assert titles[0] == "Agenda"
    assert len(titles) == len(listed) + 1
    for number, (title, reference) in enumerate(zip(titles[1:], listed, strict=True), start=1):
        assert title.startswith(f"Item {number}: {reference},")


def test_every_page_says_its_number_and_no_page_names_a_family(demo: Demo) -> None:
    (path,) = demo.packs
    pages = words(path).split("\f")
    for number, page in enumerate(pages[: demo.summary["packs"][0]["pages"]], start=1):
        assert str(number) in page.split(), number
    text = " ".join(pages)
    for family in FAMILIES:
        assert not any(is_named(carer, text) for carer in family.carers)


def test_no_members_copy_and_no_password_left(demo: Demo, store: Store) -> None:
    with store.reading() as reading:
        assert reading.find(PackCopy) == ()
    for path in demo.out.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert not pdf.is_encrypted
