"""The documents of a pack that is built, read one by one before it leaves: all that is theirs, and nothing of ours."""

from __future__ import annotations

import re

from fosterpanel.documents.intake import text_of_pages
from fosterpanel.documents.packs import build_pack
from tests.documents.packs import nasty
from tests.documents.packs.packing import LINE, QUICK, plan_of

_IDENTITY = re.compile(rb"/ID \[.*?\]")


def test_each_document_is_read_with_its_own_words_only() -> None:
    sources = nasty.every_one()
    with build_pack(plan_of(list(sources)), sources, QUICK) as pack:
        texts = {name: text_of_pages(pages) for name, pages in pack.documents()}
    assert list(texts) == list(sources)
    assert [len(texts[entry.id]) for entry in pack.plan.entries] == [
        len(entry.pages) for entry in pack.plan.entries
    ]
    assert all(name in "".join(texts[name]) for name in ("plain", "rotated", "cropped", "locked", "updated"))
    assert nasty.WRITTEN_ANSWER in "".join(texts["form"])
    assert not any(LINE in page for pages in texts.values() for page in pages)


def test_reading_its_documents_leaves_the_pack_as_it_is() -> None:
    sources = {name: nasty.every_one()[name] for name in ("plain", "linked", "layers", "tagged", "form")}
    with build_pack(plan_of(list(sources)), sources, QUICK) as pack:
        before = pack.as_bytes()
        assert len(list(pack.documents())) == len(sources)
        after = pack.as_bytes()
    assert _IDENTITY.sub(b"", after) == _IDENTITY.sub(b"", before)
