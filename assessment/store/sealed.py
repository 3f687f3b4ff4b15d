"""What only one token, or one owner, can read again: authenticated encryption by the library `cryptography`.

`seal` needs the token to read it: AES-GCM, with a key that HKDF derives from the token. `hand_over` needs only a public
key to write, and its private one to read: a fresh X25519 key agrees on the key of the same kind.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES, KEY_BYTES = 12, 32


def derived(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, b"council-digital-maturity " + purpose).derive(secret)


def encrypted(key: bytes, content: bytes, about: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def decrypted(key: bytes, sealed: bytes, about: str) -> bytes | None:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError):
        return None


def seal(token: str, content: bytes, about: str) -> bytes:
    """`about`: what it belongs to, such as the assessment's public name; it can't be moved to another."""
    return encrypted(derived(token.encode(), b"seal"), content, about)


def unseal(token: str, sealed: bytes, about: str) -> bytes | None:
    """None where the token is another, or the bytes are not what was sealed."""
    return decrypted(derived(token.encode(), b"seal"), sealed, about)


def public_key(secret: str) -> bytes:
    """What anybody may know, to hand something over to whoever has the secret."""
    return private_key(secret).public_key().public_bytes_raw()


def private_key(secret: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derived(secret.encode(), b"hand over"))


def hand_over(to: bytes, content: bytes, about: str) -> bytes:
    mine = X25519PrivateKey.generate()
    sent = mine.public_key().public_bytes_raw()
    key = derived(mine.exchange(X25519PublicKey.from_public_bytes(to)), b"handed over", sent + to)
    return sent + encrypted(key, content, about)


def take_over(secret: str, handed: bytes, about: str) -> bytes | None:
    """None where it was handed to somebody else, or is not what was handed."""
    mine, sent = private_key(secret), handed[:KEY_BYTES]
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(sent))
    except ValueError:
        return None
    key = derived(shared, b"handed over", sent + mine.public_key().public_bytes_raw())
    return decrypted(key, handed[KEY_BYTES:], about)
