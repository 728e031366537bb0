"""Word 97 and WPS documents, by way of LibreOffice where it is installed.

Every call has a profile folder of its own, so that calls do not wait for one another and nothing of the user's is
touched. In it macros are off and links are not followed; the program gets no proxy and a limited time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from luoshi.reading.sources import _docx
from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._model import Extract, Limits

_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """As the docx that LibreOffice makes of it. Raises UNSUPPORTED where there is no LibreOffice."""
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise SourceError(SourceFault.UNSUPPORTED, name, kind="doc")
    with tempfile.TemporaryDirectory(prefix="luoshi-doc-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, data, Path(folder), limits, name)
    try:
        return _docx.extract(converted, name, limits)
    except SourceError as error:
        if error.code is SourceFault.NOT_DOCX:
            raise SourceError(SourceFault.NOT_DOC, name) from error
        raise


def _convert(program: str, data: bytes, folder: Path, limits: Limits, name: str) -> bytes:
    profile, made = folder / "profile", folder / "out" / "document.docx"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    (folder / "document.doc").write_bytes(data)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(folder / "document.doc"),
    ]  # fmt: skip
    _run(command, folder, limits.converter_seconds, name)
    try:
        with made.open("rb") as stream:
            return stream.read(limits.document_bytes)
    except OSError as error:
        raise SourceError(SourceFault.NOT_DOC, name) from error


def _run(command: list[str], folder: Path, seconds: int, name: str) -> None:
    """Run to the end or for so many seconds; soffice is a script whose children must end with it."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed command; the document's name is not part of it
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise SourceError(SourceFault.UNSUPPORTED, name, kind="doc") from error
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise SourceError(SourceFault.NOT_DOC, name, kind="slow", seconds=seconds) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole process group, also what the converter left behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
