"""What the name of a file says of the paper in it: its kind, its date and a title. Guesses, shown to be corrected."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from fosterpanel.domain.wording import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGuess:
    """What a name says. ``kind`` is empty and ``dated_on`` (a local date) None where it says nothing."""

    kind: str
    dated_on: date | None
    title: str


_KINDS: tuple[tuple[str, str], ...] = (
    ("irm-recommendation", r"irm|independent review mechanism"),
    ("resignation-letter", r"resign\w*"),
    ("business-paper", r"polic(y|ies)|(panel )?chair ?s? (annual )?report|terms of reference"),
    ("legal-advice", r"legal"),
    ("exemption-request", r"exemption|usual fostering limit|over numbers|variation"),
    ("proposal-and-representations", r"representations?|(qualifying )?determination|proposal letter"),
    (
        "matching-report",
        r"match\w*|cpr|child(ren)? ?s? permanence|permanence report|carer profile|support plan",
    ),
    ("support-needs-statement", r"(statement of )?support needs|support agreement"),
    ("investigation-report", r"investigation|strategy|chronology|lado|allegations?|standards? of care|soc"),
    ("viability-assessment", r"viability|reg(ulation)? 24( assessment)?"),
    ("front-sheet", r"(panel )?(front|cover) (sheet|page)|panel pro ?forma"),
    ("observations", r"observations?|applicants? ?s? (comments?|response)"),
    ("brief-report", r"brief (report|assessment)"),
    (
        "second-opinion",
        r"(second|2nd) opinion( visit)?|quality (sheet|assurance)|qa sheet|manager ?s? (sheet|visit)",
    ),
    ("ex-partner-references", r"(ex|former|previous) ?(partner|husband|wife|spouse)s?"),
    ("health-and-safety", r"health (and|&) safety|h ?(and|&) ?s|hs check|safer? car\w+|safe care"),
    (
        "health-and-safety",
        r"(dog|pet|animal)s?( (assessment|questionnaire))?|firearms?|fire( safety| plan)|smoking",
    ),
    (
        "medical-report",
        r"medical( (advis[eo]r|report|comment|summary))*|health (report|assessment)|ah ?[12]?|gp (letter|report)",
    ),
    (
        "stage-one-checks",
        r"dbs|crb|police|stage (1|one)|(statutory|schedule 3|la|local authority) checks?|checks",
    ),
    (
        "other-service-records",
        r"(other|previous|former|present|current) (fostering )?(service|agency|provider|ifa)( \w+)?",
    ),
    ("referee-reports", r"refs? ?\d*|referees?|references?"),
    (
        "household-childrens-views",
        r"(birth|own|household) child(ren)?( ?s)?( views?)?|(sons?|daughters?)( and (sons?|daughters?))?( views?)?",
    ),
    (
        "placed-childrens-views",
        r"child(ren)? ?s? views?|views? of (the )?child(ren)?|wishes|(foster|placed) child(ren)?|authority views?",
    ),
    ("care-plan", r"(care|placement) plans?|iro|(lac|cla) review"),
    ("training-record", r"training|tsd(s)?|portfolio|certificates?|skills to foster|induction"),
    ("review-report", r"(annual|first|foster(ing)?( carer)?|household|carer) review|review( report)?"),
    (
        "assessment-report",
        r"form [fc]\d?|pfc report|prospective foster carers?( report)?|(full |panel )?assessment( report)?|bruf",
    ),
)
"""The kinds of the rule book by the words services put into file names; the first that fits is taken."""

_SOUGHT = [(kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _KINDS]
_MONTH = "|".join(month[:3].lower() for month in MONTHS)
_DATES = (
    ("ymd", re.compile(r"(?<!\d)(20\d\d)[-._ ](\d{1,2})[-._ ](\d{1,2})(?!\d)")),
    ("dmy", re.compile(r"(?<!\d)(\d{1,2})[-._ /](\d{1,2})[-._ /](20\d\d|\d\d)(?!\d)")),
    (
        "dmy",
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[-._ ]*({_MONTH})[a-z]*[-._ ]*(20\d\d|\d\d)(?!\d)", re.I
        ),
    ),
    ("ymd", re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")),
    ("dmy", re.compile(r"(?<!\d)(\d\d)(\d\d)(20\d\d)(?!\d)")),
    ("dmy", re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)")),
)
_SCRAPS = re.compile(
    r"\((?:\d+|copy)\)|\b(?:v(?:er(?:sion)?)?[ .]?\d+(?:\.\d+)*|final|signed copy|copy of|scan(?:ned)?)\b",
    re.I,
)


def guess_from_name(name: str, kinds: Collection[str], today: date) -> NameGuess:
    """What a file's name says. Only ``kinds`` are guessed, and no day after ``today`` (local)."""
    stem = PurePath(name.replace("\\", "/")).name
    stem = re.sub(r"\.[A-Za-z]\w{1,4}$", "", stem)
    dated_on, rest = _date_in(stem, today)
    return NameGuess(
        kind=_kind_in(rest, kinds), dated_on=dated_on, title=_title(rest) or _title(stem) or "Paper"
    )


def _kind_in(words: str, kinds: Collection[str]) -> str:
    plain = " ".join(re.sub(r"[^a-z0-9&]+", " ", words.lower().replace("’", "'").replace("'", " ")).split())
    return next((kind for kind, sought in _SOUGHT if kind in kinds and sought.search(plain)), "")


def _date_in(stem: str, today: date) -> tuple[date | None, str]:
    """The first date written in a name, and the name without it."""
    for order, pattern in _DATES:
        for found in pattern.finditer(stem):
            day = _day(order, found.groups())
            if day is not None and day <= today:
                return day, f"{stem[: found.start()]} {stem[found.end() :]}"
    return None, stem


def _day(order: str, parts: tuple[str, ...]) -> date | None:
    year, month, day = parts if order == "ymd" else reversed(parts)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), _month(month), int(day))
    except ValueError:
        return None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTH.split("|").index(written.lower()) + 1


def _title(stem: str) -> str:
    spaced = re.sub(r"[_\s]+", " ", _SCRAPS.sub(" ", stem.replace("_", " ")))
    words = re.sub(r"\s*[-–]\s*[-–]\s*", " – ", spaced).strip(" -–.,·")
    return words[:1].upper() + words[1:]
