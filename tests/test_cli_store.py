"""Stores from a terminal: made, checked, backed up and restored; refused in one line with nothing left behind."""

from __future__ import annotations

import io
import json
import os
import re
import select
import shutil
import struct
import sys
from pathlib import Path

import pytest

from fosterpanel.cli import main
from fosterpanel.db.store import Store
from fosterpanel.domain.rulebook import Nation
from fosterpanel.domain.service import FosteringService, Person
from tests.test_cli import Said, refused

PASSPHRASE = "über den Wolken, 1974"
NEW = (
    "--name",
    "Northmoor Fostering",
    "--kind",
    "council",
    "--nation",
    "wales",
    "--administrator",
    "Ruth Ansah",
)
MADE = ("a.store", "a.store.keys", "a.store.keys.bak", "a.store.lock")


@pytest.fixture(scope="session")
def passphrase_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "words.txt"
    path.write_text(f"{PASSPHRASE}\nnot this line\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, passphrase_file: Path) -> Path:
    """A store made once, to be copied."""
    path = tmp_path_factory.mktemp("made") / "a.store"
    assert main(["store", "new", str(path), *NEW, "--passphrase-file", str(passphrase_file)]) == 0
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    for file in made.parent.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path / made.name


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """What another program writes to the standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def names_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.iterdir()))


def test_a_new_store_holds_the_service_and_shows_its_words_once(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch, PASSPHRASE + "\n")
    path = tmp_path / "a.store"
    letters = ("--address", "1 Quay Street, Northmoor", "--complaints", "The Registrar", "--json")
    assert main(["store", "new", str(path), *NEW, *letters]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["recovery_words"]) == 24
    assert names_in(tmp_path) == MADE
    with (
        Store.open(path, recovery_words=" ".join(told["recovery_words"])) as store,
        store.reading() as reading,
    ):
        (service,) = reading.find(FosteringService)
        (person,) = reading.find(Person)
    assert (service.name, service.nation, person.name) == ("Northmoor Fostering", Nation.WALES, "Ruth Ansah")
    assert service.address == ("1 Quay Street", "Northmoor")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (NEW[2:], "Give the name of the fostering service: --name."),
        ((*NEW[:-1], " "), "Give the name of the panel administrator: --administrator."),
        ((*NEW, "--kind", "charity"), "A service is council or agency, not “charity”."),
        ((*NEW, "--nation", "Jersey"), "There is no rule book for “Jersey”."),
        (NEW, "New passphrase: none was given."),
        ((*NEW, "--passphrase-file", os.devnull), "null holds no passphrase in its first line."),
    ],
)
def test_a_store_that_cannot_be_made_leaves_nothing(
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    typed(monkeypatch, "")
    assert main(["store", "new", str(tmp_path / "a.store"), *words]) == 1
    assert sentence in refused(capsys)
    assert set(names_in(tmp_path)) <= {"a.store.lock"}


def test_a_passphrase_that_is_too_short_leaves_nothing(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch, "short")
    assert main(["store", "new", str(tmp_path / "a.store"), *NEW]) == 1
    assert "short" not in refused(capsys)
    assert set(names_in(tmp_path)) <= {"a.store.lock"}


def test_a_store_that_is_there_is_never_replaced(capsys: Said, store: Path) -> None:
    before = store.read_bytes()
    assert main(["store", "new", str(store), *NEW]) == 1
    assert "already" in refused(capsys)
    assert store.read_bytes() == before


def test_a_sound_store_is_checked(capsys: Said, store: Path, passphrase_file: Path) -> None:
    assert main(["store", "check", str(store), "--passphrase-file", str(passphrase_file)]) == 0
    assert capsys.readouterr().out == f"{store}: Sound: 3 records, 0 files and 1 audit line checked.\n"


def test_a_wrong_passphrase_opens_nothing(capsys: Said, monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    typed(monkeypatch, "not the passphrase\n")
    assert main(["store", "check", str(store)]) == 1
    sentence = refused(capsys)
    assert "does not open the store" in sentence
    assert "not the passphrase" not in sentence


def test_no_passphrase_is_asked_for_a_store_that_is_not_there(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed(monkeypatch, "")
    assert main(["store", "check", str(tmp_path / "no.store")]) == 1
    assert refused(capsys).startswith("There is no store at no.store.")
    assert names_in(tmp_path) == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "holds no passphrase"), (b"\n", "holds no passphrase"), (b"\xff\xfe\x00", "holds no passphrase")],
)
def test_a_file_without_a_passphrase(capsys: Said, store: Path, content: bytes, sentence: str) -> None:
    file = store.with_name("words.txt")
    file.write_bytes(content)
    assert main(["store", "check", str(store), "--passphrase-file", str(file)]) == 1
    assert sentence in refused(capsys)
    file.unlink()
    assert main(["store", "check", str(store), "--passphrase-file", str(file)]) == 1
    assert refused(capsys).endswith(
        "words.txt cannot be used: there is nothing of that name. Choose another, or put that right."
    )


def test_a_damaged_store_is_told_of(capsys: Said, store: Path, passphrase_file: Path) -> None:
    content = bytearray(store.read_bytes())
    content[len(content) // 2] ^= 1
    store.write_bytes(content)
    key = ("--passphrase-file", str(passphrase_file))
    assert main(["store", "check", str(store), *key, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["is_sound"]
    assert found["findings"]
    assert main(["store", "backup", str(store), str(store.with_name("b.store")), *key]) == 1
    assert "cannot be backed up" in refused(capsys)
    assert names_in(store.parent) == MADE


def test_a_backup_is_restored_and_is_the_same(capsys: Said, store: Path, passphrase_file: Path) -> None:
    key = ("--passphrase-file", str(passphrase_file))
    backup, target = store.with_name("b.store"), store.with_name("c.store")
    assert main(["store", "backup", str(store), str(backup), *key]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        f"Backed up to {backup}, with its key file beside it; keep the two together. Sound: "
    )
    assert main(["store", "backup", str(store), str(backup), *key]) == 1
    assert "b.store already" in refused(capsys)
    assert main(["store", "restore", str(backup), str(target), *key, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_sound"]
    assert main(["store", "restore", str(backup), str(target), *key]) == 1
    assert "c.store already" in refused(capsys)
    assert main(["store", "restore", str(backup), str(target), *key, "--replace"]) == 0
    assert target.with_name("c.store.replaced").is_file()
    assert main(["store", "check", str(target), *key]) == 0


def test_the_recovery_words_open_the_store_too(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "a.store"
    typed(monkeypatch, PASSPHRASE)
    assert main(["store", "new", str(path), *NEW, "--json"]) == 0
    words = json.loads(capsys.readouterr().out)["recovery_words"]
    typed(monkeypatch, " ".join(words))
    assert main(["store", "check", str(path), "--recovery-words"]) == 0
    typed(monkeypatch, " ".join(reversed(words)))
    capsys.readouterr()
    assert main(["store", "check", str(path), "--recovery-words"]) == 1
    assert words[0] not in refused(capsys)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_somebody_at_a_terminal_is_asked_and_types_two_words_back(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    terminal = Terminal("store", "new", str(path))
    for question, answer in (
        ("name of the fostering service", "Northmoor Fostering"),
        ("kind of service", "agency"),
        ("rules it follows", "england"),
        ("panel administrator", "Ruth Ansah"),
        ("address", ""),
        ("telephone", ""),
        ("e-mail", ""),
        ("complain", ""),
        ("reviews", ""),
        ("New passphrase: ", PASSPHRASE),
        ("again: ", PASSPHRASE),
    ):
        terminal.answer(question, answer)
    shown = terminal.wait_for("Type word ")
    words = shown_words(shown)
    assert len(words) == 24
    terminal.answer(" from your note: ", "nonsense")
    terminal.wait_for("That is not the word.")
    for _ in range(2):
        number = int(terminal.wait_for(" from your note: ").rpartition("Type word ")[2].split()[0])
        terminal.answer("", words[number])
    assert terminal.end() == 0
    assert PASSPHRASE not in terminal.seen
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert store.check().is_sound


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_somebody_at_a_terminal_sees_that_work_goes_on(store: Path) -> None:
    terminal = Terminal("store", "check", str(store))
    terminal.answer("Passphrase: ", PASSPHRASE)
    terminal.wait_for("Checking every page: 00:0")
    terminal.wait_for("a.store: Sound: 3 records")
    assert terminal.end() == 0


def shown_words(shown: str) -> dict[int, str]:
    """The numbered words on the screen."""
    return {int(number): word for number, word in re.findall(r"(\d+)\. ([a-z]+)", shown)}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 1)])
def test_somebody_at_a_terminal_may_think_better_of_it(tmp_path: Path, key: str, code: int) -> None:
    terminal = Terminal("store", "new", str(tmp_path / "a.store"), *NEW)
    for question in ("address", "telephone", "e-mail", "complain", "reviews"):
        terminal.answer(question, "")
    terminal.answer("New passphrase: ", PASSPHRASE)
    terminal.press("again: ", key)
    assert terminal.end() == code
    assert terminal.seen.splitlines()[-1].endswith(("nothing was left half-done.", "nothing was done."))
    assert names_in(tmp_path) == ()


class Terminal:
    """The real program with somebody sitting at its terminal."""

    def __init__(self, *words: str) -> None:
        import fcntl
        import pty
        import termios

        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            os.execv(sys.executable, [sys.executable, "-m", "fosterpanel", *words])
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = ""
        self._read = 0

    def wait_for(self, words: str) -> str:
        """Wait until the words are on the screen; gives what was shown up to and with them."""
        while words not in self.seen[self._read :]:
            assert self._look(), self.seen
        end = self.seen.index(words, self._read) + len(words)
        shown, self._read = self.seen[self._read : end], end
        return shown

    def answer(self, question: str, words: str) -> None:
        """Type an answer once the question is on the screen."""
        self.press(question, f"{words}\n")

    def press(self, question: str, keys: str) -> None:
        """Press keys once the question is on the screen."""
        self.wait_for(question)
        os.write(self._screen, keys.encode())

    def end(self) -> int:
        """Wait for the program to end; gives its exit code."""
        while self._look():
            pass
        os.close(self._screen)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _look(self, seconds: float = 30) -> bool:
        """Wait for more to be shown; whether the program is still there."""
        assert select.select([self._screen], [], [], seconds)[0], f"nothing more came after: {self.seen}"
        try:
            shown = os.read(self._screen, 65536)
        except OSError:  # the other side of the terminal has gone
            return False
        self.seen += shown.decode()
        return bool(shown)
