"""``luoshi api-token``: a token is made, listed and revoked."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from click.testing import CliRunner, Result

from luoshi.cli import api_token_command
from luoshi.people.models import ChannelToken


@pytest.fixture
def run(district, monkeypatch):
    """The command over the database of the tests, which needs no home."""
    monkeypatch.setattr(api_token_command, "start_django", nullcontext)
    monkeypatch.setattr(api_token_command, "refuse_unready", nullcontext)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(api_token_command.api_token, arguments)

    return run


def test_a_token_is_made_and_shown_once(run):
    made = run("12345热线", "--organisation", "water", "--days", "30")
    assert made.exit_code == 0, made.output
    secret = made.stdout.strip()
    assert secret.startswith("luoshi_")
    listed = run().stdout
    assert "区水利局 12345热线" in listed
    assert secret not in listed


def test_a_token_is_revoked_for_a_reason(run):
    run("12345热线", "--organisation", "water")
    number = str(ChannelToken.objects.get().pk)
    assert run("--revoke", number).exit_code == 2
    assert "revoked" in run("--revoke", number, "--why", "遗失").stdout
    assert ChannelToken.objects.get().revoked_at is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["热线"], "--organisation"),
        (["热线", "--organisation", "nowhere"], "nowhere"),
        (["热" * 41, "--organisation", "water"], "40"),
        (["--revoke", "999", "--why", "遗失"], "999"),
    ],
)
def test_what_cannot_be_done_is_said(run, arguments, said):
    failed = run(*arguments)
    assert failed.exit_code != 0
    assert said in failed.stderr
    assert not ChannelToken.objects.exists()
