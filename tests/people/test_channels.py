"""The system administrator makes tokens for programs, and revokes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed
from luoshi.people.actions import close_organisation, issue_token, revoke_token, use_token
from luoshi.people.errors import AlreadyClosed, ReasonRequired, TokenRefused
from luoshi.people.models import Channel, ChannelToken
from tests.conftest import BEFORE

LATER = BEFORE + timedelta(hours=1)


def issue(district, by=None, name="12345热线", at=BEFORE):
    return issue_token(by=by, name=name, organisation=district.water, days=30, at=at)


def test_the_system_administrator_issues_one_and_only_its_digest_is_kept(district):
    issued = issue(district, by=district.system_admin)
    assert use_token(secret=issued.secret, at=LATER) == Channel.objects.get()
    assert issued.secret not in str(ChannelToken.objects.values()) + str(Line.objects.values())
    assert ChannelToken.objects.get().used_at == LATER
    assert Line.objects.get(action="channel.token_issued").actor == district.system_admin


def test_nobody_else_does(district):
    for user in (district.supervisor, district.security_admin, district.reporter, district.stranger):
        with pytest.raises(NotAllowed):
            issue(district, by=user)
    assert not Channel.objects.exists()


def test_a_second_token_is_of_the_same_channel_and_the_first_goes_on(district):
    first, second = issue(district), issue(district)
    assert use_token(secret=first.secret, at=LATER) == use_token(secret=second.secret, at=LATER)
    assert Channel.objects.count() == 1


def test_a_revoked_one_is_refused_and_so_is_one_that_is_over(district):
    issued = issue(district)
    with pytest.raises(TokenRefused):
        use_token(secret=issued.secret, at=BEFORE + timedelta(days=30))
    with pytest.raises(ReasonRequired):
        revoke_token(by=district.system_admin, token=issued.token, why=" ", at=LATER)
    revoke_token(by=district.system_admin, token=issued.token, why="遗失", at=LATER)
    revoke_token(by=district.system_admin, token=issued.token, why="再说一次", at=LATER)
    with pytest.raises(TokenRefused):
        use_token(secret=issued.secret, at=LATER)
    assert Line.objects.get(action="channel.token_revoked").why == "遗失"


def test_a_closed_organisation_has_no_tokens(district):
    issued = issue(district)
    close_organisation(by=None, organisation=district.water, on=BEFORE.date(), why="撤并", at=LATER)
    with pytest.raises(TokenRefused):
        use_token(secret=issued.secret, at=LATER + timedelta(days=1))
    district.water.refresh_from_db()
    with pytest.raises(AlreadyClosed):
        issue(district, at=LATER + timedelta(days=1))


@pytest.mark.parametrize("name", ["", "  ", "热" * 41])
def test_a_channel_has_a_name(district, name):
    with pytest.raises(ValidationError):
        issue(district, name=name)
