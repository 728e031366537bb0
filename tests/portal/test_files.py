"""Photos and papers come with a matter: all of them or none, and nobody but its handlers reads them."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luoshi.journal.queries import lines_of, verify
from luoshi.matters.actions import dispatch_matter, forget_expired, recuse
from luoshi.matters.intake import MOST_BROUGHT
from luoshi.matters.models import Document, Matter, Party
from tests.matters.conftest import made_world, world  # noqa: F401  fixtures
from tests.portal.test_intake import ASK, FORM, bring, filled, words  # noqa: F401  fixtures

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 40


def docx() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    return packed.getvalue()


def picture(name="积水.png", content=PNG):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def brought(client: Client, filled):  # noqa: F811
    papers = [picture(), picture("情况.docx", docx()), picture("票据.pdf", b"%PDF-1.7 paper")]
    return bring(client, filled | {"files": papers})


def paper(client: Client, document: Document):
    return client.get(reverse("matter-document", args=[document.pk]))


@pytest.fixture
def signed_in(world):  # noqa: F811
    def sign_in(user) -> Client:
        found = Client()
        found.force_login(user)
        return found

    return sign_in


def test_the_form_offers_camera_and_files_without_a_script(client: Client, filled):  # noqa: F811
    field = re.search(r'<input type="file"[^>]*>', words(client.get(FORM)))[0]
    assert "multiple" in field
    assert "image/*" in field
    assert "capture" not in field
    assert 'enctype="multipart/form-data"' in words(client.get(FORM))


def test_what_comes_along_is_kept_under_its_digest_and_named_by_it_in_the_journal(brought):
    matter, _ = brought
    digest = hashlib.sha256(PNG).hexdigest()
    assert [each.name for each in matter.documents.all()] == ["积水.png", "情况.docx", "票据.pdf"]
    assert (settings.LUOSHI_FILES / "matters" / digest[:2] / digest).read_bytes() == PNG
    lines = [(line.action, line.data.get("digest")) for line in lines_of(matter)]
    assert lines[:2] == [("matter.opened", None), ("matter.filed", digest)]
    assert len(lines) == 4
    assert "积水.png" not in str([line.data for line in lines_of(matter)])
    assert list(verify()) == []


def test_a_second_click_gets_the_same_code_and_files_nothing_again(client: Client, filled):  # noqa: F811
    form = filled | {"key": "0123456789abcdef" * 2}
    first = bring(client, form | {"files": [picture()]})
    again = client.post(FORM, form | {"files": [picture()]})
    assert (again.context["opened"].matter, again.context["opened"].query_code) == first
    assert again.context["opened"].files == 1
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([picture("程序.pdf", b"MZ\x90\x00" + b"\0" * 99)], "程序.pdf"),
        ([picture("空.png", b"")], "空.png"),
        ([picture("照片.pdf")], "照片.pdf"),
        ([picture("坏.docx", b"PK\x03\x04 broken")], "坏.docx"),
        ([picture("大.png", PNG + b"\0" * 2000)], "大.png"),
        ([picture(f"{number}.png") for number in range(MOST_BROUGHT + 1)], "最多5个"),
        ([picture(f"{number}.png") for number in range(30)], "最多5个"),
    ],
)
def test_a_wrong_file_is_named_and_nothing_typed_is_lost(client: Client, filled, settings, files, said):  # noqa: F811
    settings.LUOSHI_UPLOAD_BYTES = 1024
    page = client.post(FORM, filled | {"files": [picture("好.png"), *files]})
    assert page.status_code == 422
    assert said in words(page)
    assert "请全部重新选择" in words(page)
    assert "雨后积水半日不退。" in words(page)
    assert not Matter.objects.exists()
    assert not Document.objects.exists()
    assert not settings.LUOSHI_FILES.exists()


def test_all_that_is_wrong_is_said_at_once(client: Client, filled):  # noqa: F811
    files = [picture("甲.png", b""), picture("乙.pdf", b"MZ\x90\x00")]
    page = words(client.post(FORM, filled | {"subject": "", "files": files}))
    assert all(said in page for said in ("甲.png", "乙.pdf", "必填。"))


def test_whoever_answers_the_question_wrongly_is_told_to_choose_the_files_again(client: Client, filled):  # noqa: F811
    page = words(client.post(FORM, filled | {"answer": "99", "files": [picture()]}))
    assert "请全部重新选择" in page
    assert "请全部重新选择" not in words(client.post(FORM, filled | {"answer": "99"}))


def test_a_fault_after_the_files_leaves_no_matter_and_no_row(client: Client, filled, monkeypatch):  # noqa: F811
    def fail(*_given: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("luoshi.matters.actions.opening._next_code", fail)
    client.raise_request_exception = False
    assert client.post(FORM, filled | {"files": [picture()]}).status_code == 500
    assert not Matter.objects.exists()
    assert not Document.objects.exists()


def test_the_public_is_given_no_file_not_even_the_party_itself(client: Client, brought):
    matter, code = brought
    state = words(client.post(ASK, {"code": matter.code, "query": code}))
    assert "积水.png" not in state
    assert all(paper(client, each).status_code == 302 for each in matter.documents.all())


def test_staff_who_may_open_the_partys_data_open_its_files(brought, world, signed_in):  # noqa: F811
    matter, _ = brought
    office = signed_in(world.district.supervisor)
    page = words(office.get(reverse("matter", args=[matter.code])))
    assert "积水.png" in page
    assert "当事人提交" in page
    answer = paper(office, matter.documents.first())
    assert answer.content == PNG
    assert answer["Content-Disposition"].startswith("attachment")


def test_for_others_the_name_is_masked_and_the_file_closed(brought, world, signed_in):  # noqa: F811
    matter, _ = brought
    for user in (world.district.leader, world.district.auditor):
        asking = signed_in(user)
        page = words(asking.get(reverse("matter", args=[matter.code])))
        assert "***.png" in page
        assert "积水.png" not in page
        assert paper(asking, matter.documents.first()).status_code == 403


def test_who_stands_aside_or_is_denounced_sees_the_file_no_more_than_its_source(brought, world, signed_in):  # noqa: F811
    matter, _ = brought
    supervisor, housing = world.district.supervisor, world.district.housing
    dispatch_matter(by=supervisor, matter=matter, to=housing, at=timezone.now(), expected_step=0)
    handler = signed_in(world.district.reporter)
    assert paper(handler, matter.documents.first()).status_code == 200
    accused = Party.objects.create(matter=matter, kind="accused", shielded=True, organisation=housing)
    assert paper(handler, matter.documents.first()).status_code == 403
    assert "积水.png" not in words(handler.get(reverse("matter", args=[matter.code])))
    accused.delete()
    recuse(by=world.district.reporter, matter=matter, user=world.district.reporter, why="亲属", at=timezone.now())
    assert paper(handler, matter.documents.first()).status_code == 403


def test_when_the_party_is_forgotten_its_files_stay_as_every_document_does(brought):
    matter, _ = brought
    today = timezone.localdate()
    Matter.objects.filter(pk=matter.pk).update(status="closed", keep_until=today)
    assert forget_expired(at=timezone.now()) == 1
    assert matter.documents.count() == 3
