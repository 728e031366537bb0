"""A folder → a pack, with every fault noted. Nothing outside the folder is read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from luoshi.mechanisms._basis import Basis, read_basis
from luoshi.mechanisms._documents import Document, read_json, read_toml
from luoshi.mechanisms._faults import FaultCode, Faults
from luoshi.mechanisms._measures import read_measure
from luoshi.mechanisms._milestones import read_milestone
from luoshi.mechanisms._pack import Desk, Measure, Milestone, Pack, Register, Rule
from luoshi.mechanisms._parts import Known, read_lamps
from luoshi.mechanisms._registers import read_register
from luoshi.mechanisms._rules import read_rule
from luoshi.mechanisms._schema import Schema
from luoshi.mechanisms._schema_reading import read_schema
from luoshi.mechanisms._settings import read_settings
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.stages import Mechanism, Surroundings, read_mechanism

Folder = Traversable | Path
PACK_FILE = "pack.toml"
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}(\.\d{1,4})?")
_SCHEMA_NAME = re.compile(r"[a-z0-9_]+\.schema\.json")
_TEMPLATE_NAME = re.compile(r"[a-z0-9_]+\.txt")
_MOST_TEMPLATE = 100_000
_Part = TypeVar("_Part", Register, Measure, Rule, Mechanism, Milestone)


def read_pack_file(folder: Folder, faults: Faults) -> tuple[Document | None, str]:
    """The parsed pack.toml and the digest of its bytes."""
    path = folder / PACK_FILE
    if not path.is_file():
        faults.add(PACK_FILE, 0, FaultCode.NO_PACK_FILE, folder=folder.name)
        return None, ""
    raw = path.read_bytes()
    return read_toml(PACK_FILE, raw, faults), hashlib.sha256(raw).hexdigest()


def read_folder(folder: Folder, faults: Faults, given: Mapping[str, float], *, is_own: bool) -> Pack | None:
    """The pack as far as it can be read; usable only if no fault was noted. ``given``: settings the place has set."""
    document, digest = read_pack_file(folder, faults)
    if document is None:
        return None
    top = Table.of(document, faults)
    head = top.table("pack")
    if head is None:
        top.fault(FaultCode.MISSING_KEY, "pack")
        return None
    pack_files = _Files(folder, faults, digest)
    settings = read_settings(list(top.tables("setting")), given)
    registers = _once(top, "register", pack_files.register)
    known = Known({each.name: each for each in registers}, {each.name: each.value for each in settings})
    _check_links(top, known)
    around = Surroundings(known.settings, pack_files.form, pack_files.template)
    pack = Pack(
        name=head.name("name"),
        title=head.text("title"),
        version=_version(head),
        desk=_desk(head),
        summary=head.text("summary", ""),
        bases=tuple(_basis(each) for each in top.tables("basis")),
        registers=registers,
        settings=settings,
        measures=_once(top, "measure", lambda table: read_measure(table, known)),
        rules=_once(top, "rule", lambda table: read_rule(table, known)),
        mechanisms=_once(top, "mechanism", lambda table: read_mechanism(table, around)),
        milestones=_once(top, "milestone", lambda table: read_milestone(table, known)),
        lamps=read_lamps(top.table("lamps")),
        is_own=is_own,
        digest=pack_files.digest,
        files=pack_files.files,
    )
    head.close()
    top.close()
    if pack.name != folder.name:
        head.fault(FaultCode.OTHER_NAME, "name", name=folder.name, kind="folder")
    return pack


def _version(head: Table) -> str:
    version = head.text("version")
    if version and not _VERSION.fullmatch(version):
        head.fault(FaultCode.BAD_VERSION, "version", value=version)
    return version


def _desk(head: Table) -> Desk:
    word = head.choice("desk", tuple(Desk))
    return Desk(word) if word in tuple(Desk) else Desk.GOVERNMENT


def _basis(table: Table) -> Basis:
    made = read_basis(table)
    if not made.text:
        table.fault(FaultCode.MISSING_KEY, "basis")
    table.close()
    return made


class _Files:
    """Reads each file that pack.toml names once; the pack's digest covers pack.toml and all of them."""

    def __init__(self, folder: Folder, faults: Faults, pack_digest: str) -> None:
        self._folder, self._faults, self._pack_digest = folder, faults, pack_digest
        self._read: dict[str, tuple[Schema | None, str]] = {}
        self._templates: dict[str, str] = {}
        self.files = {PACK_FILE: (folder / PACK_FILE).read_bytes().decode("utf-8-sig")}

    @property
    def digest(self) -> str:
        """Over pack.toml and every file that it names."""
        lines = [f"{name} {digest}" for name, (_, digest) in sorted(self._read.items())]
        lines += [f"{name} {text}" for name, text in sorted(self._templates.items())]
        return hashlib.sha256("\n".join([self._pack_digest, *lines]).encode()).hexdigest()

    def register(self, table: Table) -> Register:
        """One register with its schema."""
        name = table.text("schema", f"{table.data.get('name')}.schema.json")
        return read_register(table, *self._schema(table, "schema", name))

    def form(self, table: Table, name: str) -> Schema | None:
        """The form of a mechanism; None if it cannot be used."""
        return self._schema(table, "form", name)[0]

    def template(self, table: Table, name: str) -> str:
        """The text of a document's template; "" if it cannot be used."""
        if name not in self._templates:
            raw = self._bytes(table, "template", name, _TEMPLATE_NAME) or b""
            if len(raw) > _MOST_TEMPLATE:
                table.fault(FaultCode.TOO_LARGE, "template", kind="bytes", most=_MOST_TEMPLATE)
                raw = b""
            self._templates[name] = self.files[name] = raw.decode("utf-8-sig", errors="replace")
        return self._templates[name]

    def _schema(self, table: Table, key: str, name: str) -> tuple[Schema | None, str]:
        if name not in self._read:
            self._read[name] = self._load(table, key, name)
        return self._read[name]

    def _bytes(self, table: Table, key: str, name: str, pattern: re.Pattern[str]) -> bytes | None:
        """What a file of the folder holds; None with a fault. A link could lead out of the folder: it is no file."""
        if not pattern.fullmatch(name):
            table.fault(FaultCode.BAD_FILE_NAME, key, name=name)
            return None
        path = self._folder / name
        if not path.is_file() or (isinstance(path, Path) and path.is_symlink()):
            table.fault(FaultCode.NO_FILE, key, name=name)
            return None
        return path.read_bytes()

    def _load(self, table: Table, key: str, name: str) -> tuple[Schema | None, str]:
        raw = self._bytes(table, key, name, _SCHEMA_NAME)
        if raw is None:
            return None, ""
        document = read_json(name, raw, self._faults)
        if document is not None:
            self.files[name] = raw.decode("utf-8-sig")
        schema = read_schema(document, self._faults) if document is not None else None
        return schema, hashlib.sha256(raw).hexdigest()


def _once(top: Table, key: str, read: Callable[[Table], _Part | None]) -> tuple[_Part, ...]:
    """The parts of one kind. A name may be given once."""
    found: dict[str, _Part] = {}
    for table in top.tables(key):
        part = read(table)
        if part is None:
            continue
        if part.name in found:
            table.fault(FaultCode.TAKEN_NAME, "name", name=part.name)
        found[part.name] = part
    return tuple(found.values())


def _check_links(top: Table, known: Known) -> None:
    """Every link leads to a register of the pack, to one plain field that is its key, and never round in a circle."""
    for index, table in enumerate(top.tables("register")):
        register = known.registers.get(str(table.data.get("name")))
        for field, target in register.links.items() if register else ():
            linked = known.registers.get(target)
            if linked is None:
                table.fault(FaultCode.UNKNOWN_NAME, "schema", name=target)
            elif not linked.keys or len(linked.keys[0]) != 1:
                table.fault(FaultCode.OTHER_NAME, "schema", name=f"{field} → {target}", kind="link_key")
        if register and _comes_back(register.name, known.registers):
            table.fault(FaultCode.REGISTER_CYCLE, "name", name=register.name, index=index)


def _comes_back(start: str, registers: Mapping[str, Register]) -> bool:
    """Does following links from here lead back here?"""
    waiting, seen = [start], set[str]()
    while waiting:
        name = waiting.pop()
        for target in registers[name].links.values() if name in registers else ():
            if target == start:
                return True
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return False
