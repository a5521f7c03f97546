"""Packs of papers to the courts' standard: one PDF, every page numbered, marked for whoever holds it."""

from fosterpanel.documents.packs.building import build_pack
from fosterpanel.documents.packs.built import BuiltPack
from fosterpanel.documents.packs.records import EntryReport, MemberCopy, PackOptions, PackReport, Progress
from fosterpanel.documents.packs.sources import LockedDocument
from fosterpanel.documents.packs.stamps import STAMP_HEIGHT
from fosterpanel.documents.packs.storing import documents_in, read_plan

__all__ = [
    "STAMP_HEIGHT",
    "BuiltPack",
    "EntryReport",
    "LockedDocument",
    "MemberCopy",
    "PackOptions",
    "PackReport",
    "Progress",
    "build_pack",
    "documents_in",
    "read_plan",
]
