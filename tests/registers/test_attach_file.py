"""A file beside a record."""

from __future__ import annotations

import pytest

from luoshi.files import FileCode, Upload, read_original
from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import FOLDER, attach_file, withdraw_record
from luoshi.registers.errors import BadAttachment, NotLive
from luoshi.registers.models import RecordFile
from luoshi.registers.queries import record_file, record_page
from tests.registers.conftest import AT

NOTE = Upload("C:\\桌面\\验收单.txt", "验收合格".encode())


@pytest.fixture
def attach(district, plant, settings, tmp_path):
    settings.LUOSHI_FILES = tmp_path / "files"
    tree = plant(owner=district.village)

    def attach(file: Upload = NOTE, by=None, record=tree) -> RecordFile:
        return attach_file(by=by or district.town_reporter, record=record, file=file, at=AT)

    attach.tree = tree
    return attach


def test_a_reporter_puts_a_file_beside_a_record_once(district, attach, settings) -> None:
    made, again = attach(), attach()

    assert made == again
    assert (made.name, made.size, made.by) == ("验收单.txt", 12, district.town_reporter)
    assert read_original(settings.LUOSHI_FILES / FOLDER, made.digest) == NOTE.data
    assert record_page(district.supervisor, attach.tree.pk).files == (made,)
    assert Line.objects.filter(action="record.attached").count() == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", FileCode.EMPTY),
        ("大.txt", b"a" * (20 * 1024 * 1024 + 1), FileCode.TOO_LARGE),
        ("照片.jpg", "不是照片".encode(), FileCode.WRONG_ENDING),
        ("程序.txt", b"MZ\x90", FileCode.NOT_TAKEN),
        ("网页.txt", b"<script>alert(1)</script>", FileCode.NOT_TAKEN),
        ("没有后缀", b"abc", FileCode.NO_NAME),
    ],
)
def test_what_is_not_taken_is_named_and_nothing_is_kept(attach, settings, name, data, code) -> None:
    with pytest.raises(BadAttachment) as caught:
        attach(Upload(name, data))

    assert caught.value.code is code
    assert not RecordFile.objects.exists()
    assert not settings.LUOSHI_FILES.exists()


def test_a_record_has_ten_files_at_most(attach) -> None:
    for number in range(10):
        attach(Upload(f"{number}.txt", f"第{number}".encode()))

    with pytest.raises(BadAttachment) as caught:
        attach(Upload("11.txt", "第十一".encode()))

    assert (caught.value.code, caught.value.limit) == (FileCode.TOO_MANY, 10)


def test_only_who_keeps_the_record_may_and_only_who_sees_it_finds_it(district, attach, plant) -> None:
    made = attach()

    with pytest.raises(NotAllowed):
        attach(by=district.reporter)
    assert record_file(district.supervisor, made.pk) == made
    assert record_file(district.stranger, made.pk) is None


def test_a_withdrawn_record_takes_no_files(district, attach) -> None:
    withdraw_record(by=district.supervisor, record=attach.tree, expected_version=1, at=AT, why="误登")

    with pytest.raises(NotLive):
        attach()
