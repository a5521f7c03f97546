"""What a document costs: drawing it, signing it and checking the signature, with everything loaded and warm.

Each part is timed by the clock; ``processor`` is the whole in the processor's own time, which a busy computer
stretches less.

The documents are the full ones of the tests, with something in every part. Agenda and letters are not signed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from measuring import Taken, print_json, print_table, taken_by, wants_json

from fosterpanel.documents.agenda import render_agenda
from fosterpanel.documents.authority import found_authority, issue_certificate
from fosterpanel.documents.decisions import render_decision
from fosterpanel.documents.letters import render_letter
from fosterpanel.documents.minutes import render_minutes
from fosterpanel.documents.signing import sign
from fosterpanel.documents.verification import verify_document
from fosterpanel.domain.notices import NoticeKind
from tests.documents import panel_papers
from tests.documents.panel_papers import SIGNED_AT

ROUNDS = 15
SERVICE = "Northshire Fostering"
AUTHORITY = found_authority(SERVICE, SIGNED_AT)
KEYS = issue_certificate(AUTHORITY, "Margaret Lowe", "Panel chair", SERVICE, SIGNED_AT)
MINUTES = panel_papers.minutes_paper()
SIGNED_MINUTES = sign(
    render_minutes(MINUTES).pdf, KEYS, reason="True record", location="Northport", signed_at=SIGNED_AT
)
DECISION = panel_papers.decision_paper(signed_minutes=SIGNED_MINUTES)
AGENDA = panel_papers.agenda_paper()
LETTER = panel_papers.letter_paper(NoticeKind.QUALIFYING_DETERMINATION)
SIGNED: dict[str, Callable[[], bytes]] = {
    "minutes": lambda: render_minutes(MINUTES).pdf,
    "decision record": lambda: render_decision(DECISION).pdf,
}
UNSIGNED: dict[str, Callable[[], bytes]] = {
    "agenda": lambda: render_agenda(AGENDA).pdf,
    "determination letter": lambda: render_letter(LETTER).pdf,
}
PARTS = ("render", "sign", "verify", "all", "processor")


def measure() -> dict[str, Any]:
    """Give the median milliseconds of every part of every document, and what the whole costs against drawing."""
    documents = {name: _signed(render) for name, render in SIGNED.items()}
    documents |= {name: _rendered(render) for name, render in UNSIGNED.items()}
    return {"milliseconds": documents, "goal_milliseconds": 150}


def _signed(render: Callable[[], bytes]) -> dict[str, float]:
    pdf = render()
    signed = _sign(pdf)
    _verify(signed)
    acts: dict[str, Callable[[], object]] = {
        "render": render,
        "sign": partial(_sign, pdf),
        "verify": partial(_verify, signed),
    }
    return _medians([{part: taken_by(act) for part, act in acts.items()} for _ in range(ROUNDS)])


def _rendered(render: Callable[[], bytes]) -> dict[str, float]:
    render()
    return _medians([{"render": taken_by(render)} for _ in range(ROUNDS)])


def _medians(rounds: list[dict[str, Taken]]) -> dict[str, float]:
    found = {part: median(one[part].clock for one in rounds) for part in rounds[0]}
    found["all"] = median(sum(taken.clock for taken in one.values()) for one in rounds)
    found["processor"] = median(sum(taken.processor for taken in one.values()) for one in rounds)
    return found | {"all_to_render": found["all"] / found["render"]}


def _sign(pdf: bytes) -> bytes:
    return sign(pdf, KEYS, reason="True record", location="Northport", signed_at=SIGNED_AT)


def _verify(pdf: bytes) -> None:
    assert verify_document(pdf, trusted=(AUTHORITY.certificate_der,)).is_sound


def main() -> None:
    """Print what documents cost."""
    as_json = wants_json("Measure drawing, signing and checking each kind of document.")
    result = measure()
    if as_json:
        print_json(result)
        return
    rows = [
        (name, *(parts.get(part, "") for part in PARTS), parts["all_to_render"])
        for name, parts in result["milliseconds"].items()
    ]
    print_table(("document (median ms)", *PARTS, "all/render"), rows)
    print(f"goal: {result['goal_milliseconds']} ms for drawing, signing and checking")


if __name__ == "__main__":
    main()
