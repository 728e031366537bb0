"""Old Word documents: with LibreOffice, with one that hangs or fails, and without it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest
from docx_documents import add_numbered, new_document, save

from luoshi.reading import read_source
from luoshi.reading.sources import Limits, SourceError, SourceFault, explain, load_bytes

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")


def put_converter(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for soffice that gets its arguments; ``$out`` is the folder and ``$profile`` the profile's address."""
    program = folder / "soffice"
    header = (
        "#!/bin/sh\n"
        'while [ $# -gt 1 ]; do case "$1" in\n'
        "--outdir) out=$2;; -env:*) profile=${1#-env:UserInstallation=file://};; esac; shift; done\n"
    )
    program.write_text(header + script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def fault_of(limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(DOC, "旧.doc", limits=limits or Limits())
    return caught.value


def test_without_libreoffice_the_refusal_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = fault_of()
    assert (error.code, error.facts["kind"]) == (SourceFault.UNSUPPORTED, "doc")
    assert "LibreOffice" in explain(error)


def test_the_converted_document_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = new_document()
    document.add_paragraph("新建公园12处。")
    (tmp_path / "made.docx").write_bytes(save(document))
    copied = f'mkdir -p "$out" && cp {tmp_path}/made.docx "$out/document.docx"'
    put_converter(tmp_path, f'test -f "$profile/user/registrymodifications.xcu" && {copied}', monkeypatch)
    source = load_bytes(DOC, "旧.doc")
    assert (source.form, source.text) == ("doc", "新建公园12处。\n")


@pytest.mark.parametrize("script", ["exit 1", "true", 'mkdir -p "$out" && echo no > "$out/document.docx"'])
def test_a_failed_conversion_is_a_fault(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_converter(tmp_path, script, monkeypatch)
    assert fault_of().code is SourceFault.NOT_DOC


def test_a_converter_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_converter(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child\nwait", monkeypatch)
    error = fault_of(Limits(converter_seconds=1))
    assert (error.code, error.facts["kind"]) == (SourceFault.NOT_DOC, "slow")
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_itself_refuses_what_is_no_document() -> None:
    assert fault_of().code is SourceFault.NOT_DOC


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_itself_reads_a_word_97_document(tmp_path: Path) -> None:
    document = new_document()
    add_numbered(document, "2026年工作安排", 0)
    document.add_paragraph("新建公园12处，改造管网9公里。")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("任务", "牵头单位", "新增学位500个", "区教育局"), strict=True):
        cell.text = text
    document.add_paragraph("")  # Word keeps no table that ends a document
    (tmp_path / "旧.docx").write_bytes(save(document))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, "doc:MS Word 97", "--outdir", tmp_path, tmp_path / "旧.docx"], check=True, timeout=120)
    source = load_bytes((tmp_path / "旧.doc").read_bytes(), "旧.doc")
    assert source.form == "doc"
    assert source.text.splitlines()[:2] == ["一、2026年工作安排", "新建公园12处，改造管网9公里。"]
    assert [target.value for target in read_source(source).targets] == [12, 9, 500]
    assert source.place_of(0, 4) is not None
