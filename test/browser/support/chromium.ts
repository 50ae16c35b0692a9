import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, asking nothing of the outside. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WIDTHS = { wide: 1280, narrow: 390 } as const;
const SHOTS = new URL('../shots/', import.meta.url).pathname;

export type Person = { context: BrowserContext; page: Page; leave(): Promise<void> };

/** A person with a browser of their own: a new profile, English unless said otherwise, JavaScript on or off. */
export async function personWithBrowser({ javaScript = true, language = 'en-GB' } = {}): Promise<Person> {
  const profile = mkdtempSync(join(tmpdir(), 'rightsdesk-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ARGUMENTS,
    javaScriptEnabled: javaScript,
    locale: language,
    viewport: { width: WIDTHS.wide, height: 900 },
  });
  context.setDefaultTimeout(8000);
  const page = context.pages()[0] ?? (await context.newPage());
  const leave = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, page, leave };
}

/** Takes the open page's picture in both widths and both themes, and gives it back as it was. */
export async function takePictures(
  page: Page,
  name: string,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  for (const [size, width] of Object.entries(WIDTHS)) {
    for (const theme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
      await check(page);
    }
  }
  await page.setViewportSize({ width: WIDTHS.wide, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}
