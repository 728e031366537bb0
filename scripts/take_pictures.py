"""Takes the pictures that the README shows, from a demo made for the purpose.

python scripts/take_pictures.py [FOLDER]: FOLDER is docs/pictures unless given.
"""

from __future__ import annotations

import base64
import re
import struct
import sys
import tempfile
import zlib
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from served import Site, started_site  # noqa: E402  a site served as the browser tests serve it
from steps import sign_in  # noqa: E402

from tests.homes import MadeHome, make_once  # noqa: E402

WINDOW = {"width": 1366, "height": 854}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-lcd-text"]
LARGEST = 250_000  # bytes of one picture
WORDS = "放映公益电影1400场"  # waits to be confirmed, so that it can still be corrected
MATTER = "加装电梯低层住户不同意"
# A picture's 255 commonest colours (of 32 shades a channel), and for every pixel the nearest of them.
PALETTE = """async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = pen.getImageData(0, 0, image.width, image.height).data;
  const counts = new Map();
  const shade = (at) => ((pixels[at] >> 3) << 10) | ((pixels[at + 1] >> 3) << 5) | (pixels[at + 2] >> 3);
  const exact = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const key = shade(at);
    counts.set(key, (counts.get(key) || 0) + 1);
    if (!exact.has(key)) exact.set(key, new Map());
    const full = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    exact.get(key).set(full, (exact.get(key).get(full) || 0) + 1);
  }
  const commonest = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 255).map(([key]) => key);
  const colours = commonest.map((key) => [...exact.get(key)].sort((one, other) => other[1] - one[1])[0][0]);
  const place = new Map(commonest.map((key, index) => [key, index]));
  const nearest = (at) => {
    let best = 0, least = Infinity;
    colours.forEach((colour, index) => {
      const far = (pixels[at] - (colour >> 16)) ** 2 + (pixels[at + 1] - ((colour >> 8) & 255)) ** 2
        + (pixels[at + 2] - (colour & 255)) ** 2;
      if (far < least) { least = far; best = index; }
    });
    return best;
  };
  const indices = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < pixels.length; at += 4) {
    const key = shade(at);
    if (!place.has(key)) place.set(key, nearest(at));
    indices[at / 4] = place.get(key);
  }
  let words = "";
  for (let at = 0; at < indices.length; at += 8192) words += String.fromCharCode(...indices.subarray(at, at + 8192));
  return [image.width, image.height, colours, btoa(words)];
}"""


def main(folder: Path) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        take_from(make_once(Path(kept) / "made", "--demo"), Path(kept), folder, playwright)


def take_from(demo: MadeHome, kept: Path, folder: Path, playwright: Playwright) -> None:
    """The pictures of this demo; the run ends where one is too large."""
    with started_site(demo, kept) as site:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, picture in take_all(browser, site).items():
            path = folder / f"{name}.png"
            path.write_bytes(shrunk(browser, picture))
            print(f"{path}: {path.stat().st_size // 1000} kB")
            if path.stat().st_size > LARGEST:
                sys.exit(f"{path} is larger than {LARGEST // 1000} kB")
        browser.close()


def take_all(browser: Browser, site: Site) -> dict[str, bytes]:
    """The desk, the district, a matter; the reading view, the account, and one commitment."""
    page = browser.new_page(base_url=site.address, viewport=WINDOW, locale="zh-CN")
    page.set_default_timeout(60_000)
    sign_in(page, site)
    page.goto("/")
    desk = take(page)
    page.goto("/checking/district/")
    expect(page.locator("canvas").first).to_be_visible()
    district = take(page)
    page.goto("/matters/")
    page.get_by_role("link", name=MATTER).first.click()
    expect(page.locator("h1")).to_contain_text(MATTER)
    matter = take(page, "#clocks")
    page.goto("/reports/")
    page.get_by_role("link", name=re.compile("2026")).first.click()
    row = page.locator("#rows .row").filter(has_text=WORDS).first
    row.locator(".row-t").click()
    expect(row.get_by_role("link", name="更正")).to_be_visible()
    reading = take(page)
    address = row.locator(".row-t").get_attribute("href") or "/"
    page.goto("/account/?text=改造")
    expect(page.locator(".chart canvas")).to_be_visible()
    account = take(page)
    page.goto(address)
    pictures = {"desk": desk, "district": district, "matter": matter, "reading": reading, "account": account}
    return {**pictures, "commitment": take(page)}


def take(page: Page, shown: str = "") -> bytes:
    """The window as a reader sees it, nothing focused or hovered; ``shown``: what stands at its upper edge."""
    page.mouse.move(5, 5)
    if shown:
        page.locator(shown).evaluate("(each) => window.scrollBy(0, each.getBoundingClientRect().top - 100)")
    page.evaluate("document.activeElement && document.activeElement.blur()")
    return page.screenshot()


def shrunk(browser: Browser, picture: bytes) -> bytes:
    """The same picture with a palette, a third of the size."""
    page = browser.new_page()
    width, height, colours, indices = page.evaluate(PALETTE, base64.b64encode(picture).decode())
    page.close()
    rows = base64.b64decode(indices)
    lines = b"".join(b"\0" + rows[at : at + width] for at in range(0, len(rows), width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = b"".join(colour.to_bytes(3, "big") for colour in colours)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
