"""Shell: the pictures of the documents: the demo in a real Chromium, driven as a person would. `make screenshots`."""

import asyncio
import os
import shutil
import sys
from datetime import date, datetime, time
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from reminders.demo.running import Demo, running_demo
from schedules.zone import local

DOCS = Path(__file__).parent.parent / "docs"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP, PHONE = (1280, 800), (390, 844)
LARGEST_BYTES = 300 * 1024

LAST_DAY = local(date(2021, 10, 5), time(7, 30))
"""The morning of the last day to send the plan "trước ngày 06/10/2021"."""

LATE = local(date(2021, 10, 6), time(8))
"""The first morning on which it is late: đôn đốc lần 1."""

CHASED = local(date(2021, 10, 8), time(8))
"""Two working days later, when those who did not answer have been chased twice."""


async def main() -> int:
    """Write every picture; return 1 when there is no Chromium or a picture is too large."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("No Chromium found: install it, or set CHROMIUM to its path.\n")
        return 1
    async with running_demo(answers_by_itself=True) as (demo, url), async_playwright() as play:
        browser = await play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        await take_all(demo, url, browser)
        await browser.close()
    pictures = sorted(DOCS.glob("demo-*.png"))
    for picture in pictures:
        sys.stdout.write(f"{picture.name}: {picture.stat().st_size // 1024} KB\n")
    return int(any(picture.stat().st_size > LARGEST_BYTES for picture in pictures))


async def take_all(demo: Demo, url: str, browser: Browser) -> None:
    """Step through the plan's first days, answering as the officers do."""
    page = await opened(browser, url, DESKTOP, demo, "UBND xã Ia Dom", LAST_DAY)
    await answer(page, (await page.locator(".keys button").last.inner_text()).lower())
    await shot(page, "demo-desktop")
    page = await opened(browser, url, PHONE, demo, "UBND xã Ia Nan", LATE)
    await shot(page, "demo-phone")
    page = await opened(browser, url, DESKTOP, demo, "Phòng Nội vụ (đầu mối)", CHASED)
    await answer(page, "/quahan")
    await shot(page, "demo-coordinator")


async def opened(browser: Browser, url: str, size: tuple[int, int], demo: Demo, title: str, until: datetime) -> Page:
    """Return the page at a chat, once the clock has reached an instant and the page shows it."""
    await demo.run_until(until)
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=1)
    page.set_default_timeout(120_000)
    await page.goto(f"{url}/#{demo.chats[title].id}")
    await page.locator("#title", has_text=title).wait_for()
    await page.locator("#clock-time", has_text=f"{until:%H:%M}").wait_for()
    await page.locator(".message").last.wait_for()
    return page


async def answer(page: Page, text: str) -> None:
    """Type an answer and wait for what the bot says to it."""
    before = await page.locator(".message").count()
    await page.fill("#text", text)
    await page.press("#text", "Enter")
    await page.locator(".message").nth(before + 1).wait_for()


async def shot(page: Page, name: str) -> None:
    """Write docs/<name>.png and close the page."""
    await page.screenshot(path=DOCS / f"{name}.png")
    await page.close()


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
