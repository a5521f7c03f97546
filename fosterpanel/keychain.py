"""The computer's own keychain: one secret kept, recalled or forgotten under a name.

Only the keychains that come with Windows, macOS and the usual Linux desktops are trusted. Others that
the keyring library may find write plain files or ask on the terminal, so they are passed over.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from fosterpanel.errors import FosterPanelError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

AnswerT = TypeVar("AnswerT")

SERVICE = "Foster Panel"
"""The name under which the secrets appear in the computer's own keychain."""

TRUSTED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
    }
)


class NoKeychain(FosterPanelError):
    """This computer has no keychain we may use, or it did not do as it was asked."""


class Keychain:
    """One backend of the keyring library, asked for one secret at a time."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    @classmethod
    def of_this_computer(cls) -> Keychain:
        """Find a trusted keychain.

        Importing the keyring library takes a third of a second: call this away from the window.

        Raises:
            NoKeychain: there is none, as on a server or in a bare session.
        """
        import keyring

        found = _trusted(keyring.get_keyring())
        if found is None:
            raise NoKeychain(
                "This computer offers no keychain that can be trusted with a key. "
                "Open the store with its passphrase instead."
            )
        return cls(found)

    def keep(self, name: str, secret: str) -> None:
        """Keep ``secret`` under ``name``, and read it back: some keychains accept and then forget.

        Raises:
            NoKeychain: the keychain refused, or gave back something else.
        """
        _answer(self._backend.set_password, name, secret)
        kept = self.recall(name)
        if kept is None or not hmac.compare_digest(kept.encode(), secret.encode()):
            raise NoKeychain(
                "The computer's keychain did not keep the key. Open the store with its passphrase instead."
            )

    def recall(self, name: str) -> str | None:
        """Give back the secret kept under ``name``, or None when nothing is kept there.

        Raises:
            NoKeychain: the keychain is locked, or the person declined.
        """
        return _answer(self._backend.get_password, name)

    def forget(self, name: str) -> None:
        """Remove the secret kept under ``name``; nothing happens when there is none.

        Raises:
            NoKeychain: the keychain refused.
        """
        if self.recall(name) is not None:
            _answer(self._backend.delete_password, name)


def _answer(ask: Callable[..., AnswerT], *words: str) -> AnswerT:
    """Ask the backend; whatever it fails with becomes one sentence."""
    from keyring.errors import KeyringError

    try:
        return ask(SERVICE, *words)
    except (KeyringError, RuntimeError, OSError) as refused:
        raise NoKeychain(
            "The computer's keychain is locked or did not answer. Unlock it and try again, "
            "or open the store with its passphrase."
        ) from refused


def _trusted(backend: KeyringBackend) -> KeyringBackend | None:
    """Give back ``backend`` or, when it is a chain, the first trusted one inside it."""
    candidates = [backend, *getattr(backend, "backends", ())]
    return next((one for one in candidates if _path_of(type(one)) in TRUSTED), None)


def _path_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
