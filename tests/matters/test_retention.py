"""Personal data goes by itself when the time of its file is over; the file stays."""

from __future__ import annotations

from datetime import timedelta

from luoshi.cli.forgetting import forget_job
from luoshi.journal.queries import lines_of, verify
from luoshi.matters.actions import forget_expired, merge_matters, reopen_matter
from luoshi.matters.models import Matter
from tests.matters.conftest import MONDAY, at

TEN_YEARS_ON = at("03-04").replace(year=2036)


def test_not_a_day_before(closed):
    assert forget_expired(at=TEN_YEARS_ON - timedelta(days=1)) == 0
    assert closed.parties.get(kind="applicant").name_sealed


def test_on_the_day_the_parties_go_and_the_file_stays(closed, bring):
    going_on = bring()
    assert (forget_expired(at=TEN_YEARS_ON, batch=1), forget_expired(at=TEN_YEARS_ON)) == (2, 0)
    for party in closed.parties.all():
        kept = (party.name_sealed, party.id_sealed, party.phone_sealed, party.address_sealed, party.phone_digest)
        assert (kept, party.forgotten_at) == (("",) * 5, TEN_YEARS_ON)
    assert going_on.parties.get(kind="applicant").name_sealed
    assert closed.steps.count() == 2
    assert [line.action for line in lines_of(closed)][-2:] == ["party.forgotten", "party.forgotten"]
    assert lines_of(closed).last().data["because"] == "expired"
    assert list(verify()) == []


def test_what_was_brought_back_or_is_kept_for_ever_is_let_be(world, closed, bring):
    reopen_matter(by=world.district.supervisor, matter=closed, why="发现新情况", at=at("05-04"))
    for_ever = bring()
    Matter.objects.filter(pk=for_ever.pk).update(status="closed", keep_until=None)
    assert forget_expired(at=TEN_YEARS_ON) == 0


def test_a_duplicate_is_kept_as_long_as_the_matter_it_went_into(world, bring):
    kept, gone = bring(), bring()
    merge_matters(by=world.district.supervisor, matter=gone, into=kept, why="同一件事", at=MONDAY)
    assert forget_expired(at=TEN_YEARS_ON) == 0
    Matter.objects.filter(pk=kept.pk).update(status="closed", organisation=None, keep_until=at("03-04").date())
    assert forget_expired(at=at("03-05")) == 4
    assert not gone.parties.exclude(name_sealed="").exists()


def test_the_job_looks_once_a_day(closed):
    assert "2" in forget_job(lambda: TEN_YEARS_ON)
    closed.parties.update(forgotten_at=None)
    assert forget_job(lambda: TEN_YEARS_ON) == ""
    assert "2" in forget_job(lambda: TEN_YEARS_ON + timedelta(days=1))
