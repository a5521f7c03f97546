"""What a thief finds in everything the demonstration wrote, while it ran and after: nobody's name, nobody's address."""

from __future__ import annotations

from tests.demo.families import search_words
from tests.demo.running import CONTROL, Demo, readable_in, was_touched


def test_names_are_found_where_they_are_in_any_case_and_either_encoding() -> None:
    word = sorted(search_words())[-1]
    for text in (word, word.upper(), word.lower()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word in readable_in(b"\x00\xff" + text.encode(encoding) + b"\xff\x00")
    assert readable_in(b"nobody at all") == set()


def test_no_name_could_be_read_in_any_file_at_any_time(demo: Demo) -> None:
    control = demo.leaks[CONTROL]
    others = {name: found for name, found in demo.leaks.items() if name != CONTROL}
    assert len(control) == 1
    assert {name: found for name, found in others.items() if found} == {}
    assert {"service.store", "service.store-wal", "service.store-shm", "service.store.keys"} <= set(others)


def test_nothing_was_put_into_the_temporary_folder_however_briefly(demo: Demo) -> None:
    temporary = demo.root / "temporary"
    assert [path.name for path in temporary.iterdir()] == [CONTROL]
    assert not was_touched(temporary)


def test_nothing_was_left_beside_the_output(demo: Demo) -> None:
    assert [path.name for path in demo.out.parent.iterdir()] == [demo.out.name]
    assert not list(demo.out.rglob("*-wal"))


def test_neither_the_summary_nor_the_terminal_names_anybody(demo: Demo) -> None:
    said = demo.ran.out + demo.ran.err + (demo.out / "summary.json").read_text(encoding="utf-8")
    assert readable_in(said.encode()) == set()
