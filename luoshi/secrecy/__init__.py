"""Personal data at rest: sealed values, digests to search by, and masks to show. Pure; keys are handed in.

Personal Information Protection Law (个人信息保护法) art. 51 asks for encryption and de-identification.
"""

from luoshi.secrecy._keys import BadKeyring, Keyring, new_keyring, parse_keyring, rotated
from luoshi.secrecy._masks import Sensitive, mask
from luoshi.secrecy._seals import CannotUnseal, CannotUnsealCode, blind_digest, seal, unseal

__all__ = [
    "BadKeyring",
    "CannotUnseal",
    "CannotUnsealCode",
    "Keyring",
    "Sensitive",
    "blind_digest",
    "mask",
    "new_keyring",
    "parse_keyring",
    "rotated",
    "seal",
    "unseal",
]
