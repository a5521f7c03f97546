"""Setting up a new service: a few short steps, back and forth, and nothing written before the last."""

from fosterpanel.ui.desk.first_run.wizard import FirstRun

__all__ = ["FirstRun"]
