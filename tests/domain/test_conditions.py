"""Conditions are caught however they are dressed, and the trade's own turns of phrase are let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.conditions import conditional_words

CONDITIONAL = """
Approve subject to DBS
SUBJECT TO references
subject to a satisfactory medical
subject to a satisfactory safer-caring plan
subject to a training plan
subject to a review by the medical adviser
subject to annual leave being agreed
subject to a care order being made
subject to the outcome of care proceedings
subject to completion of care proceedings
subject to checks about domestic abuse
subject to the complaint being resolved
Suitable conditionally
approval is conditional upon references
on condition that she completes training
on the condition that they move house
approved in principle
Approve pending the medical adviser's comments
Approve pending DBS
Approve, pending receipt of the reference
The criminal investigation is pending the outcome
provided that the reference is satisfactory
provided the DBS is clear
provided they attend the course
providing that the dog is assessed
providing the references are positive
as long as he gives up smoking
so long as the dog is assessed
once the DBS is back
approve once all the checks have come through
Once her DBS has been received
as soon as the medical has been completed
until the order is made
unless and until the outstanding check is returned
until such time as the check is back
if the DBS comes back clear
when the reference is received
after the medical report has been received
assuming the references are satisfactory
approval depends on the reference
Suitable, dependent on his DBS
contingent on training
with the proviso that he stops smoking
with the caveat that the DBS is renewed
on the understanding that he will stop smoking
provisional approval
approve provisionally
awaiting the DBS
on receipt of the DBS certificate
upon satisfactory completion of Skills to Foster
recommended only if the pond is fenced
""".strip().splitlines()

INNOCENT = """
The approval is subject to annual review as the law requires
subject to an annual review
The child is subject to a full care order
She was subject to an interim care order in 2019
He is subject to a special guardianship order
subject to a child arrangements order
The siblings are subject to a child protection plan
subject to a child in need plan
As a child she was subject to domestic abuse
subject to physical and emotional abuse
had been subject to racist bullying
she was subject to an allegation in 2020 that was unfounded
There are no pending charges
He has a pending court case about parking.
Care proceedings are pending.
a conditional discharge in 1998
a conditional caution
unconditional love and warmth
They can care for the children for as long as they need it
They keep brothers and sisters together as long as possible
The help she provided to her mother
Providing the child with a stable home
The principle of contact is understood
After the medical adviser's report was discussed the panel was satisfied
When the children are back from school she is there
He knows when medical help is needed
She once lived in Leeds and has two dogs
Once the house was sold they moved
His condition is well managed
The plan depends on the child's wishes
provisional driving licence
The children can stay until they are 18
Approved for two children aged 0 to 8
""".strip().splitlines()


@pytest.mark.parametrize("text", CONDITIONAL)
def test_catches(text: str) -> None:
    assert conditional_words(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_lets_through(text: str) -> None:
    assert conditional_words(text) == ""


@given(st.sampled_from(CONDITIONAL), st.sampled_from(INNOCENT), st.booleans())
def test_an_innocent_sentence_hides_no_condition(conditional: str, innocent: str, is_first: bool) -> None:
    both = (conditional, innocent) if is_first else (innocent, conditional)
    assert conditional_words(". ".join(both))


def test_quotes_the_words_it_found() -> None:
    assert conditional_words("Approve, Subject \n  to a medical") == "Subject to"
    assert conditional_words("The child is subject to a care order; approve in principle") == "in principle"


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert conditional_words(text) in " ".join(text.split())
