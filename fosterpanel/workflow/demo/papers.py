"""The papers of the demonstration: generated, or taken from a folder of real PDFs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from fosterpanel.documents.intake import examine_paper
from fosterpanel.documents.sample_papers import sample_paper
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.rulebook import Need
from fosterpanel.errors import InvalidInput, NotFound, PaperRefused
from fosterpanel.workflow.demo.script import Case, Correction
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.papers import (
    NewPaper,
    answer_alert,
    correct_paper,
    current_papers,
    file_paper,
)

WRITTEN_AT = datetime(2026, 9, 28, 9, 0, tzinfo=UTC)
RECEIVED_ON = date(2026, 9, 28)
LONG_PAPERS = frozenset({"assessment-report", "review-report", "investigation-report"})


@dataclass(slots=True, kw_only=True)
class PaperTray:
    """Gives each item the papers its checklist requires; ``refused`` says which files were refused, and why."""

    folder: Path | None = None
    refused: dict[str, str] = field(default_factory=dict)
    _files: list[Path] = field(default_factory=list)
    _next: int = 0

    def open(self) -> None:
        """Look into the folder. Raises NotFound or InvalidInput when there is no PDF to take."""
        if self.folder is None:
            return
        if not self.folder.is_dir():
            raise NotFound(f"There is no folder {self.folder}. Name a folder that holds PDF files.")
        self._files = sorted(path for path in self.folder.iterdir() if path.suffix.lower() == ".pdf")
        if not self._files:
            raise InvalidInput(f"The folder {self.folder} holds no PDF files. Name one that does.")

    def file_for(self, office: Office, item: PanelItem, case: Case) -> None:
        """File every paper that the item's checklist requires, and those the case adds."""
        checklist = office.book().item_type(item.type_code).checklist
        required = [entry.paper_kind for entry in checklist if entry.need is Need.REQUIRED]
        self.file_some(office, item, (*required, *case.extra_papers))

    def file_some(self, office: Office, item: PanelItem, kinds: tuple[str, ...]) -> None:
        """File papers of these kinds."""
        for kind in kinds:
            self._file(office, item, kind)

    def correct_for(self, office: Office, item: PanelItem, correction: Correction) -> None:
        """Correct one paper of an item and answer the alert that this raises."""
        with office.reading() as reading:
            paper = next(one for one in current_papers(reading, item.id) if one.kind == correction.kind)
        data = self._written(office, item, f"{paper.title}, corrected", sections=3)
        _, alert = correct_paper(office, paper.id, data=data, received_on=correction.on)
        if alert is not None:
            answer_alert(office, alert.id, answer=correction.answer)

    def _file(self, office: Office, item: PanelItem, kind: str) -> Paper:
        title = office.book().paper_kinds[kind].split(" (")[0]
        data = self._from_folder()
        if data is None:
            data = self._written(office, item, title, sections=6 if kind in LONG_PAPERS else 1)
        return file_paper(
            office, item.id, NewPaper(kind=kind, title=title, data=data, received_on=RECEIVED_ON)
        )

    def _from_folder(self) -> bytes | None:
        """The next usable PDF of the folder, round and round; None without a folder. Raises when none is usable."""
        while self._files:
            path = self._files[self._next % len(self._files)]
            try:
                data = _read(path)
                examine_paper(data, path.name)
            except PaperRefused as refusal:
                self.refused[path.name] = str(refusal)
                self._files.remove(path)
                if not self._files:
                    raise
            else:
                self._next += 1
                return data
        return None

    def _written(self, office: Office, item: PanelItem, title: str, *, sections: int) -> bytes:
        return sample_paper(
            title,
            reference=item.reference,
            service_name=office.service.name,
            created_at=WRITTEN_AT,
            sections=sections,
        )


def _read(path: Path) -> bytes:
    """What lies in a file. Raises PaperRefused for a folder, a pipe, a link to nothing, or what may not be read."""
    if not path.is_file():
        raise PaperRefused(f"“{path.name}” is no file that can be read. Put the PDF itself into the folder.")
    try:
        return path.read_bytes()
    except OSError as refused:
        raise PaperRefused(
            f"“{path.name}” cannot be read. See who may read it, and choose it again."
        ) from refused
