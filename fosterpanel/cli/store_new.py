"""``fosterpanel store new``: the encrypted store of a new service, asked for question by question."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

from fosterpanel.cli.parser import CommandParser, Commands, add_command, offer_json
from fosterpanel.cli.passphrases import add_passphrase_file, choose_passphrase, type_back
from fosterpanel.cli.terminal import ask, is_interactive, note, say, say_json, still_working
from fosterpanel.clock import SystemClock
from fosterpanel.domain.rulebook import ServiceKind
from fosterpanel.domain.wording import listed
from fosterpanel.errors import InvalidInput

EXAMPLES = """\
  fosterpanel store new office.store
  fosterpanel store new office.store --name "Northshire Fostering" --kind council --nation england \\
      --administrator "Ruth Ansah" --passphrase-file words.txt --json"""

WORDS_IN_A_LINE = 4
ADVICE = (
    "Write these 24 words on paper and lock them away. They open the store when the passphrase is lost,",
    "are shown this once and are kept nowhere:",
)


class Question(NamedTuple):
    """One thing that is asked of a new service, as an option and at the terminal."""

    name: str
    words: str
    is_needed: bool = False

    @property
    def option(self) -> str:
        """The option that answers it."""
        return f"--{self.name.replace('_', '-')}"


QUESTIONS = (
    Question("name", "the name of the fostering service", is_needed=True),
    Question("kind", f"what kind of service it is: {listed(ServiceKind, 'or')}", is_needed=True),
    Question(
        "nation", "whose rules it follows: england, wales, scotland or northern-ireland", is_needed=True
    ),
    Question("administrator", "the name of the panel administrator", is_needed=True),
    Question("address", "the address for letters, its lines parted by commas"),
    Question("telephone", "the telephone number for letters"),
    Question("email", "the e-mail address for letters"),
    Question("complaints", "whom to complain to, as letters quote it"),
    Question("review_body", "who reviews determinations, as letters quote it"),
)


def add_to(parts: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        parts,
        "new",
        does="Make the encrypted store of a new service; asks for what the options do not say.",
        examples=EXAMPLES,
        run=run,
    )
    parser.add_argument("store", metavar="PATH", type=Path, help="the store to make")
    for question in QUESTIONS:
        parser.add_argument(question.option, dest=question.name, metavar="WORDS", help=question.words)
    add_passphrase_file(parser)
    offer_json(parser)


def run(args: argparse.Namespace) -> int:
    """Ask, make the store, show its recovery words once, and have two of them typed back."""
    from fosterpanel.workflow.due import read_nation
    from fosterpanel.workflow.founding.stores import NewService, found_store

    if args.store.exists():
        raise InvalidInput(
            f"There is a file {args.store.name} already. Choose another name; nothing was replaced."
        )
    told = {question.name: _ask(args, question) for question in QUESTIONS}
    new = NewService(
        name=told["name"],
        kind=_read_kind(told["kind"]),
        nation=read_nation(told["nation"]),
        administrator=told["administrator"],
        address=tuple(line.strip() for line in told["address"].split(",") if line.strip()),
        telephone=told["telephone"],
        email=told["email"],
        complaints=told["complaints"],
        review_body=told["review_body"],
    )
    passphrase = choose_passphrase(args.passphrase_file)
    with still_working("Making the store"):
        words = found_store(args.store, new, passphrase=passphrase, clock=SystemClock())
    _report(args, words)
    return 0


def _ask(args: argparse.Namespace, question: Question) -> str:
    told: str | None = getattr(args, question.name)
    if told is None and is_interactive():
        told = ask(f"{question.words[:1].upper()}{question.words[1:]}{_may_be_empty(question)}")
    if question.is_needed and not (told or "").strip():
        raise InvalidInput(f"Give {question.words}: {question.option}. Nothing was made.")
    return (told or "").strip()


def _read_kind(text: str) -> ServiceKind:
    try:
        return ServiceKind(text.lower())
    except ValueError:
        raise InvalidInput(
            f"A service is {listed(ServiceKind, 'or')}, not “{text}”. Nothing was made."
        ) from None


def _may_be_empty(question: Question) -> str:
    return "" if question.is_needed else " (may be left empty)"


def _report(args: argparse.Namespace, words: str) -> None:
    if args.json:
        say_json({"store": str(args.store), "recovery_words": words.split()})
        return
    say(f"Made {args.store}, and its key file beside it: keep the two together.", "", *ADVICE, "")
    numbered = [f"{number:2}. {word:<10}" for number, word in enumerate(words.split(), start=1)]
    for start in range(0, len(numbered), WORDS_IN_A_LINE):
        say("  " + "".join(numbered[start : start + WORDS_IN_A_LINE]).rstrip())
    if is_interactive() and not type_back(words):
        note("The words were not tried. The store is made; see that your note of them is right.")
