"""All packs that a place has: the shipped ones, its own, and what it changed in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from luoshi.mechanisms._examples import check_examples
from luoshi.mechanisms._faults import Fault, FaultCode, Faults, PackError
from luoshi.mechanisms._loading import PACK_FILE, Folder, read_folder, read_pack_file
from luoshi.mechanisms._overriding import OVERRIDE_FILE, Override, apply_override, read_override
from luoshi.mechanisms._pack import Pack
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms._text_folder import TextFolder


def shipped_folders() -> tuple[Folder, ...]:
    """The folders of the packs that come with the installation."""
    shelf = files("luoshi.mechanisms") / "packs"
    return tuple(_folders(shelf)) if shelf.is_dir() else ()


def load_pack(folder: Folder, *, given: Mapping[str, float] | None = None, is_own: bool = False) -> Pack:
    """The pack in a folder, with the settings that a place has ``given``. Raises PackError with every fault."""
    faults = Faults()
    pack = read_folder(folder, faults, given or {}, is_own=is_own)
    if faults.found or pack is None:
        raise PackError(folder.name, faults.found)
    return pack


def check_pack(folder: Folder) -> tuple[Fault, ...]:
    """Everything that is wrong with the pack (or the override) in a folder, its example rows included."""
    faults = Faults()
    override, is_override = _read_override(folder, faults)
    if override is not None:
        _check_override(override, faults)
    elif not is_override:
        pack = read_folder(folder, faults, {}, is_own=True)
        if pack is not None and not faults.found:
            check_examples(folder, pack, faults)
    return tuple(sorted(faults.found))


def load_shelf(own: Path | None = None) -> tuple[Pack, ...]:
    """All shipped packs and those in the folder ``own``, by name, overrides applied. Raises PackError at a bad one."""
    folders: dict[str, Folder] = {each.name: each for each in shipped_folders()}
    overrides: dict[str, Override] = {}
    owned: set[str] = set()
    for folder in _folders(own) if own is not None and own.is_dir() else ():
        faults = Faults()
        override, _ = _read_override(folder, faults)
        taken = override.of in overrides if override else folder.name in folders
        if taken:
            name = override.of if override else folder.name
            faults.add(PACK_FILE, 1, FaultCode.TAKEN_NAME, key="of" if override else "name", name=name)
        if faults.found:
            raise PackError(folder.name, faults.found)
        if override is not None:
            overrides[override.of] = override
        else:
            folders[folder.name] = folder
            owned.add(folder.name)
    for stranger in overrides.keys() - folders.keys():
        facts = (("key", "of"), ("name", stranger))
        raise PackError(stranger, [Fault(PACK_FILE, 1, FaultCode.UNKNOWN_NAME, facts)])
    return tuple(_with_override(folders[name], overrides.get(name), is_own=name in owned) for name in sorted(folders))


def load_files(name: str, files: Mapping[str, str], *, is_own: bool = False) -> Pack:
    """A pack out of the files that it was once read from (``Pack.files``), its override among them."""
    override = None
    if OVERRIDE_FILE in files:
        faults = Faults()
        override, _ = _read_override(TextFolder(name, {PACK_FILE: files[OVERRIDE_FILE]}), faults)
    return _with_override(TextFolder(name, files), override, is_own=is_own)


def _with_override(folder: Folder, override: Override | None, *, is_own: bool) -> Pack:
    if override is None:
        return load_pack(folder, is_own=is_own)
    pack = load_pack(folder, given=override.settings, is_own=is_own)
    faults = Faults()
    changed = apply_override(pack, override, faults)
    if faults.found:
        raise PackError(folder.name, faults.found)
    return changed


def _read_override(folder: Folder, faults: Faults) -> tuple[Override | None, bool]:
    """The override of a folder, if it is one and not an ordinary pack."""
    quiet = Faults()
    document, digest = read_pack_file(folder, quiet)
    if document is None or "override" not in document.data:
        return None, False
    text = (folder / PACK_FILE).read_bytes().decode("utf-8-sig")
    override = read_override(Table.of(document, faults), digest, text)
    return (None if faults.found else override), True


def _check_override(override: Override, faults: Faults) -> None:
    """Against the shipped pack of that name; one over a place's own pack is checked when the shelf is loaded."""
    for folder in shipped_folders():
        if folder.name == override.of:
            apply_override(load_pack(folder), override, faults)
            return
    faults.add(PACK_FILE, 1, FaultCode.UNKNOWN_NAME, key="of", name=override.of)


def _folders(shelf: Folder) -> Iterable[Folder]:
    """The folders that hold a pack, by name."""
    inside: Iterable[Folder] = shelf.iterdir()
    return sorted((each for each in inside if (each / PACK_FILE).is_file()), key=lambda each: each.name)
