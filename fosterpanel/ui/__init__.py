"""The window: calls acts, shows records, holds no rule."""

import builtins

import PySide6.QtCore  # noqa: F401

# Once loaded, PySide reads the source of every module imported later, in search of its own name, for a switch that
# nothing here uses (``__feature__``): a tenth of the time until the window is there.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
