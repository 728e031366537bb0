"""What must hold of the settings, whatever else changes in them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from luoshi.project.secret_key import read_secret_key, require_secret_key

ROOT = Path(settings.PACKAGE).parent


def ask(expression, **variables):
    """Evaluate an expression over freshly loaded settings."""
    code = f"from luoshi.project import settings as s; print(({expression}))"
    return subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **variables}, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_scripts_come_from_this_site_only():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert directives["script-src"] == ["'self'"]
    assert not any("unsafe" in source for sources in directives.values() for source in sources)


def test_everybody_signs_in_unless_a_page_says_otherwise():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE


def test_production_static_files_have_strict_hashed_names():
    answer = ask("s.STORAGES['staticfiles']['BACKEND'], s.DEBUG", LUOSHI_DEBUG="")

    assert answer.stdout.strip() == "('whitenoise.storage.CompressedManifestStaticFilesStorage', False)"


def test_https_switches_cookies_redirect_and_hsts_together():
    wanted = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0"

    assert ask(wanted, LUOSHI_HTTPS="1").stdout.strip() == "(True, True, True, True)"
    assert ask(wanted, LUOSHI_HTTPS="0").stdout.strip() == "(False, False, False, False)"


def test_a_forwarded_scheme_is_believed_behind_a_proxy_only():
    assert ask("s.SECURE_PROXY_SSL_HEADER", LUOSHI_PROXIES="0").stdout.strip() == "None"
    assert "X_FORWARDED_PROTO" in ask("s.SECURE_PROXY_SSL_HEADER", LUOSHI_PROXIES="1").stdout


def test_nonsense_stops_the_start_and_names_the_variable():
    answer = ask("1", LUOSHI_UPLOAD_MB="lots")

    assert answer.returncode == 1
    assert "LUOSHI_UPLOAD_MB='lots'" in answer.stderr


def test_loading_the_settings_makes_no_folder(tmp_path):
    assert ask("1", LUOSHI_HOME=str(tmp_path / "home")).returncode == 0
    assert not (tmp_path / "home").exists()


def test_a_short_key_is_refused_and_a_missing_one_stops_the_server(tmp_path):
    path = tmp_path / "secret.key"
    assert read_secret_key(path) != read_secret_key(path)
    with pytest.raises(Exception, match="run luoshi init"):
        require_secret_key(path)
    path.write_text("short")
    with pytest.raises(Exception, match="shorter"):
        read_secret_key(path)


@pytest.mark.django_db
def test_sqlite_is_set_up_for_several_writers():
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with connection.cursor() as cursor:
        values = {}
        for pragma in ("journal_mode", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {pragma}")
            values[pragma] = cursor.fetchone()[0]
    assert values == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20000}


@pytest.mark.django_db
def test_migrations_are_complete():
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue() or "未检测到" in out.getvalue()


@pytest.mark.django_db
def test_the_project_passes_djangos_own_checks():
    call_command("check", fail_level="WARNING")
