"""A real site, made by ``luoshi init --demo`` and served by ``luoshi serve``, and a real browser that looks at it.

The browser and the site share nothing with Django's test database: what a test needs, it uploads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright
from served import Site, started_site

from tests.homes import ROOT, MadeHome

SHARED = ROOT.parent / "shared"
CHROMIUM = Path("/usr/bin/chromium")
# The last one: no further renderers for tab strips and buttons that nobody sees; a window opens in half the time.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-features=PreloadTopChromeWebUI,WebUIReloadButton,InitialWebUI,WebUIToolbar",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(made_demo: MadeHome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo site that the tests share; each uploads what it needs."""
    with started_site(made_demo, tmp_path_factory.mktemp("office")) as site:
        yield site


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """For one module only: its event loop must not run when other tests use the database."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is missing (apt-get install chromium fonts-noto-cjk)")
    started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
    yield started
    started.close()


@dataclass
class Window:
    """A browser window that notes what it complains about."""

    context: BrowserContext
    page: Page
    complaints: list[str]


@pytest.fixture
def open_window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens windows of any size, with or without JavaScript; fails the test if one of them complained."""
    windows: list[Window] = []

    def open_window(width: int = 1366, height: int = 768, at: Site | None = None, **more: object) -> Page:
        site: Site = at or request.getfixturevalue("site")
        context = browser.new_context(
            base_url=site.address, viewport={"width": width, "height": height}, locale="en-US", **more
        )
        context.set_default_timeout(8000)
        page = context.new_page()
        window = Window(context, page, [])
        page.on("console", lambda message: note(window, message))
        page.on("pageerror", lambda error: window.complaints.append(str(error)))
        windows.append(window)
        return page

    yield open_window
    for window in windows:
        window.context.close()
    assert [each for window in windows for each in window.complaints] == []


def note(window: Window, message: ConsoleMessage) -> None:
    """Errors count, and so does anything about the content security policy. A refused form is no fault of the page."""
    refused = "the server responded with a status of" in message.text or "Response Status Error Code" in message.text
    if (message.type == "error" and not refused) or "Content Security Policy" in message.text:
        window.complaints.append(message.text)


@pytest.fixture
def shared() -> Path:
    """The folder beside the project with real reports."""
    if not SHARED.is_dir():
        pytest.skip("real reports are not beside the project: ../shared is absent")
    return SHARED
