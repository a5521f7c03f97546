"""What a broken file does to the libraries that read it, as one refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from fosterpanel.errors import PaperRefused


@contextmanager
def refusing_broken(name: str) -> Iterator[None]:
    """Refuse, by name, a file that breaks while it is read or written. Raises PaperRefused."""
    try:
        yield
    except pikepdf.PasswordError:
        raise
    except (pikepdf.PdfError, pikepdf.QpdfRuntimeError, UnicodeDecodeError) as error:
        raise _broken(name) from error
    except RuntimeError as error:
        # Nothing more exact comes from inside qpdf; what is more exact comes from elsewhere.
        if type(error) is not RuntimeError:
            raise
        raise _broken(name) from error


def _broken(name: str) -> PaperRefused:
    return PaperRefused(
        f"“{name}” is broken and could not be repaired. Ask its sender for it again, or make the PDF again."
    )
