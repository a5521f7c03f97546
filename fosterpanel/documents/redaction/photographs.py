"""What a camera or a program writes into a photograph beside the picture: where, when, by whom."""

from __future__ import annotations

_START = b"\xff\xd8"
_PICTURE_FOLLOWS = 0xDA
_COMMENT = 0xFE
# Needed to draw it: JFIF, colour profile, and how Adobe's programs keep colours.
_NEEDED = frozenset({0xE0, 0xE2, 0xEE})
_APPLICATION = range(0xE0, 0xF0)


def without_remarks(photograph: bytes) -> bytes:
    """The same JPEG, dot for dot, without what is written beside it; unchanged where it is no JPEG we can follow."""
    if not photograph.startswith(_START):
        return photograph
    kept, place = [_START], len(_START)
    while place + 4 <= len(photograph) and photograph[place] == 0xFF:
        kind = photograph[place + 1]
        if kind == _PICTURE_FOLLOWS:
            return b"".join([*kept, photograph[place:]])
        end = place + 2 + int.from_bytes(photograph[place + 2 : place + 4], "big")
        if not _is_remark(kind):
            kept.append(photograph[place:end])
        place = end
    return photograph


def _is_remark(kind: int) -> bool:
    return kind == _COMMENT or (kind in _APPLICATION and kind not in _NEEDED)
