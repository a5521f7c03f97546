"""Words that make a recommendation conditional: what a panel may not say, since what is missing is deferred for.

A recommendation that depends on something still to come is none (rule ``no-conditional-recommendation``). Missing a
condition does more harm than asking somebody to put a sentence in other words, so these words are refused wherever
they stand, but for turns of phrase of the trade that look alike and set no condition: a child "subject to a care
order", approval "subject to annual review", "no pending charges", a "conditional discharge".
"""

from __future__ import annotations

import re

STATUS = (
    r"(?:care|supervision|guardianship|placement|residence|arrangements|court|protection|in\s+need|secure)"
)
HARM = r"(?:abuse|neglect|violence|bullying|discrimination|harassment|racism|exploitation|allegations?|complaints?)"
QUALIFIERS = (
    r"(?:(?:an?|any|no|the|his|her|their|its|one|two|several|full|interim|final|current|former|previous|special|child"
    r"|private|public|historic(?:al)?|childhood|physical|sexual|emotional|domestic|rac\w+|serious|severe|and|or)\s+)*"
)
NOT_YET = r"(?!\s+(?:being|is|are|has|having|made|granted))"
CASE = r"(?:charges?|proceedings|prosecutions?|trials?|investigations?|matters?|offences?|cases?|concerns?)"
EVIDENCE = (
    r"(?:DBS|checks?|references?|referees?|certificates?|clearances?|medicals?|reports?|assessments?|statements?"
    r"|training|course|results?|registration|approval)"
)
DONE = (
    r"(?:is|are|has|have|comes?|gets?)\s+(?:\w+\s+){0,2}?"
    r"(?:back|in|through|clear(?:ed)?|clean|received|returned|completed?|obtained|confirmed|satisfactory|signed|issued"
    r"|available|agreed|granted|done|finished|resolved|verified|made|positive|passed)"
)

# Each sets no condition; the first of all these patterns to match at a place settles what that place says.
INNOCENT = (
    # The law's own rhythm, and what a person lives or lived under, but not an order that is yet to be made.
    r"subject\s+to\s+(?:(?:an|the|its|their)\s+)?(?:annual|yearly|statutory)\s+reviews?\b",
    rf"subject\s+to\s+{QUALIFIERS}{STATUS}\s+(?:orders?|plans?|proceedings)\b{NOT_YET}",
    rf"subject\s+to\s+{QUALIFIERS}{HARM}\b{NOT_YET}",
    r"\b(?:no|any|without|nothing(?:\s+is)?|none(?:\s+is|\s+are)?)\s+(?:\w+\s+)?pending\b",
    rf"\b(?:an?|the|any|her|his|their|has|have|had|with|two|three|several)\s+pending\s+(?:\w+\s+)?{CASE}\b",
    rf"\b{CASE}\s+(?:(?:is|are|was|were)\s+)?(?:still\s+)?pending\s*(?=[.,;)]|$)",
    r"\bconditional\s+(?:discharges?|cautions?)\b",
    r"\bfor\s+as\s+long\s+as\b",
    r"\bas\s+long\s+as\s+(?:possible|necessary|needed)\b",
)
CONDITIONAL = (
    r"\bsubject\s+to\b",
    r"\bconditional(?:ly)?\b",
    r"\bon\s+(?:the\s+)?(?:strict\s+)?conditions?\s+(?:that|of)\b",
    r"\bcontingent\s+(?:up)?on\b",
    r"\b(?:approv\w*|recommend\w*|suitab\w*)\b[^.;]{0,40}\b(?:dependent|depends?|depending)\s+(?:up)?on\b",
    r"\b(?:provided|providing)\s+(?:that|s?he|they|the\s+(?:applicants?|carers?))\b",
    rf"\b(?:provided|providing|assuming|if|when|after)\s+(?:[\w'’-]+\s+){{0,4}}?{EVIDENCE}\s+{DONE}\b",
    r"\b(?:with|on|under)\s+(?:the|a|one)\s+(?:proviso|caveat|understanding|assumption)\b",
    r"\bin\s+principle\b",
    r"\bprovisional(?:ly)?\s+(?:approv\w*|recommend\w*)\b",
    r"\b(?:approv\w*|recommend\w*)\s+provisionally\b",
    r"\bpending\b",
    r"\b(?:as|so)\s+long\s+as\b",
    r"\bunless\s+and\s+until\b",
    r"\b(?:but\s+)?only\s+(?:if|when|once|after)\b",
    r"\buntil\s+such\s+time\b",
    rf"\b(?:once|until|as\s+soon\s+as)\s+[^.;]{{0,60}}?\b{DONE}\b",
    rf"\bawaiting\s+(?:\w+\s+){{0,3}}?{EVIDENCE}\b",
    r"\b(?:up)?on\s+(?:satisfactory\s+|safe\s+)?receipt\s+of\b",
    rf"\b(?:up)?on\s+(?:satisfactory|successful)\s+(?:completion|return|{EVIDENCE})\b",
)
_WORDS = re.compile(
    f"(?P<innocent>{'|'.join(INNOCENT)})|(?P<conditional>{'|'.join(CONDITIONAL)})", re.IGNORECASE
)


def conditional_words(text: str) -> str:
    """The first words that make a text conditional ("subject to", "once the DBS is back"), or nothing."""
    found = (match["conditional"] for match in _WORDS.finditer(text))
    return " ".join(next(filter(None, found), "").split())
