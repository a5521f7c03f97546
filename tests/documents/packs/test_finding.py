"""Finding one's way: index, bookmarks and links, each of which lands on its page and keeps the reader's size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Name

from fosterpanel.domain.packs import PackEntry, PackSection, page_range
from tests.documents.packs import nasty
from tests.documents.packs.packing import Made, leads_to, make_of, opened, read_pages

LONG = "A very long title of an assessment that " + "goes on about the applicants " * 12


def _links(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [one for one in page.obj.get("/Annots", []) if one.Subtype == Name.Link and "/Dest" in one]


def test_each_link_of_the_index_lands_on_its_document(nasty_pack: Made) -> None:
    with opened(nasty_pack.pdf) as pdf:
        fronts = [pdf.pages[number] for number in range(len(nasty_pack.plan.front))]
        landed = [leads_to(pdf, link.Dest) for front in fronts for link in _links(front)]
    expected = [nasty_pack.first(entry.id) for entry in nasty_pack.plan.entries for _ in ("title", "pages")]
    assert landed == expected


def test_the_index_lists_every_document_with_its_date_and_pages(nasty_pack: Made, tmp_path: Path) -> None:
    front = " ".join(word.text for page in read_pages(nasty_pack.pdf, tmp_path)[:1] for word in page.words)
    for entry in nasty_pack.plan.entries:
        assert f"{entry.title} 3 November 2026 {page_range(entry.pages)}" in front


def test_a_link_of_the_index_lies_over_its_words(nasty_pack: Made, tmp_path: Path) -> None:
    page = read_pages(nasty_pack.pdf, tmp_path)[0]
    with opened(nasty_pack.pdf) as pdf:
        first = [float(side) for side in _links(pdf.pages[0])[0].Rect]
    (word,) = [word for word in page.words if word.text == "plain"]
    assert first[0] <= word.left
    assert word.right <= first[2] + 0.1
    assert first[1] <= page.height - word.bottom + 3
    assert page.height - word.top - 3 <= first[3]


def test_every_section_and_document_has_a_bookmark_that_ends_in_its_page_number(nasty_pack: Made) -> None:
    with opened(nasty_pack.pdf) as pdf, pdf.open_outline() as outline:
        index, *sections = outline.root
        assert index.title == "Index, p. 1"
        assert [one.title for one in sections] == [
            "Carers, p. 2",
            f"Children, p. {_page_of(nasty_pack, 'locked')}",
        ]
        for item in _all(outline.root):
            page = leads_to(pdf, item.destination)
            assert item.title.endswith(f", p. {page + 1}")
        titles = [item.title for section in sections for item in section.children]
    assert titles == [f"{entry.title}, p. {entry.pages[0]}" for entry in nasty_pack.plan.entries]


def _page_of(made: Made, entry_id: str) -> str:
    return made.plan.entry(entry_id).pages[0]


def _all(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _all(item.children)


def test_a_title_that_would_turn_or_break_a_bookmark_does_not() -> None:
    section = PackSection(
        title="Two\nlines", entries=(PackEntry(id="a", title="Report \u202efdp.exe\x07\tof", source="a"),)
    )
    made = make_of({"a": nasty.plain("a")}, sections=(section,))
    with opened(made.pdf) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in _all(outline.root)] == [
            "Index, p. 1",
            "Two lines, p. 2",
            "Report fdp.exe of, p. 2",
        ]


def test_bookmarks_of_a_document_lie_inside_its_own(nasty_pack: Made) -> None:
    first = nasty_pack.first("linked")
    with opened(nasty_pack.pdf) as pdf, pdf.open_outline() as outline:
        (linked,) = [item for item in _all(outline.root) if item.title.startswith("Paper linked")]
        (chapter,) = linked.children
        (part,) = chapter.children
    assert chapter.title == f"Chapter one, p. {first + 1}"
    assert part.title == f"Part of it, p. {first + 3}"


def test_links_inside_a_document_lead_to_its_own_pages(nasty_pack: Made) -> None:
    first = nasty_pack.first("linked")
    with opened(nasty_pack.pdf) as pdf:
        links = _links(pdf.pages[first])
        assert [leads_to(pdf, link.Dest) for link in links] == [first + 2] * 4
        assert [link.Dest[3] for link in links] == [None, 500, 600, 500]


def test_long_titles_and_letters_of_three_languages_are_printed_whole(tmp_path: Path) -> None:
    titles = {"a": LONG.strip(), "b": "Ŵyn a Siân: £12 y dydd, tŷ’r teulu", "c": "Łucja Żółć, ocena końcowa"}
    made = make_of({name: nasty.plain(name, 1) for name in titles}, sections=_titled(titles))
    front = " ".join(word.text for word in read_pages(made.pdf, tmp_path)[0].words)
    assert all(title in front for title in titles.values())
    with opened(made.pdf) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root[1:]] == [
            f"{t}, p. {n}" for n, t in enumerate(titles.values(), 2)
        ]


def _titled(titles: dict[str, str]) -> tuple[object, ...]:
    from fosterpanel.domain.packs import PackEntry, PackSection

    entries = tuple(PackEntry(id=name, title=title, source=name) for name, title in titles.items())
    return (PackSection(title="", entries=entries),)


def test_documents_of_one_file_name_are_told_apart(nasty_pack: Made, tmp_path: Path) -> None:
    pages = read_pages(nasty_pack.pdf, tmp_path)
    assert pages[nasty_pack.first("one/report.pdf")].holds("samename-1")
    assert pages[nasty_pack.first("two/report.pdf")].holds("othername-1")
