"""Terms of approval on paper: line by line, and one set beside another with the differences said in words."""

from __future__ import annotations

from fosterpanel.documents.pages.blocks import Column, KeepTogether, Run, Table, Text
from fosterpanel.documents.phrases import sentence
from fosterpanel.domain.terms import TermsOfApproval, compare

_NO_NAMED_CHILDREN = "none named"


def terms_lines(terms: TermsOfApproval) -> tuple[Text, ...]:
    """Each term as a line of its own; the line of named children only where there are some."""
    return tuple(
        (Run(f"{change.label}: ", bold=True), Run(change.new))
        for change in compare(None, terms)
        if change.new != _NO_NAMED_CHILDREN
    )


def terms_table(terms: TermsOfApproval, title: str) -> KeepTogether:
    """One set of terms as a table that is not broken."""
    table = Table(
        columns=(Column("Term", 2), Column(title, 5)),
        rows=tuple((change.label, sentence(change.new)) for change in compare(None, terms)),
        first_cell_heads_row=True,
    )
    return KeepTogether((table,))


def terms_beside(
    old: TermsOfApproval | None, new: TermsOfApproval | None, *, old_title: str, new_title: str
) -> KeepTogether:
    """Two sets of terms side by side, each difference marked in words and in bold."""
    table = Table(
        columns=(Column("Term", 2), Column(old_title, 4), Column(new_title, 4), Column("Difference", 1.7)),
        rows=tuple(
            (
                change.label,
                sentence(change.old),
                (Run(sentence(change.new), bold=change.is_changed),),
                (Run("Changed", bold=True),) if change.is_changed else "Same",
            )
            for change in compare(old, new)
        ),
        first_cell_heads_row=True,
    )
    return KeepTogether((table,))
