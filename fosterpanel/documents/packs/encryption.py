"""One encryption for many copies: the pages are encrypted once, and each member's password opens their own copy.

The format keeps the key of a file in the file, wrapped by the password (ISO 32000-2, 7.6.4, revision 6). Copies of one
pack hold the same pages, so they may share that key; what wraps it, and so what opens a copy, is each member's own.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from fosterpanel.documents.packs.records import plain_password

_BLOCK, _SALT, _LONGEST_PASSWORD = 16, 8, 127
_HASHES = (hashlib.sha256, hashlib.sha384, hashlib.sha512)
_ROUNDS = 64


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The key of a file as its encryption dictionary holds it: for who opens it, and for its owner."""

    user: bytes
    user_key: bytes
    owner: bytes
    owner_key: bytes


def wrap_key(key: bytes, password: str) -> WrappedKey:
    """Wrap the key of a file by a password; nobody holds the owner's."""
    user, user_key = _wrapped(key, _bytes_of(password), b"")
    owner, owner_key = _wrapped(key, secrets.token_bytes(32), user)
    return WrappedKey(user, user_key, owner, owner_key)


def encrypt_stream(key: bytes, plain: bytes) -> bytes:
    """Encrypt a stream as the file has them: AES-256, a random start, padded."""
    padding = _BLOCK - len(plain) % _BLOCK
    start = secrets.token_bytes(_BLOCK)
    return start + _aes_cbc(key, start, plain + bytes([padding]) * padding)


def _bytes_of(password: str) -> bytes:
    return plain_password(password).encode()[:_LONGEST_PASSWORD]


def _wrapped(key: bytes, password: bytes, of_user: bytes) -> tuple[bytes, bytes]:
    check, wrap = secrets.token_bytes(_SALT), secrets.token_bytes(_SALT)
    proof = _hash(password, check, of_user) + check + wrap
    return proof, _aes_cbc(_hash(password, wrap, of_user), bytes(_BLOCK), key)


def _hash(password: bytes, salt: bytes, of_user: bytes) -> bytes:
    """Algorithm 2.B of the standard."""
    found = hashlib.sha256(password + salt + of_user).digest()
    number = 0
    while True:
        encrypted = _aes_cbc(found[:16], found[16:32], (password + found + of_user) * 64)
        found = _HASHES[sum(encrypted[:16]) % 3](encrypted).digest()
        number += 1
        if number >= _ROUNDS and encrypted[-1] <= number - 32:
            return found[:32]


def _aes_cbc(key: bytes, start: bytes, plain: bytes) -> bytes:
    encryptor = Cipher(AES(key), CBC(start)).encryptor()
    return encryptor.update(plain) + encryptor.finalize()
