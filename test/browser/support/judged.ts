import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { takePictures } from './chromium.ts';

/**
 * Looks at the open page in both widths and themes: pictures under test/browser/shots, no violation of axe-core, nothing
 * that makes a narrow screen scroll sideways.
 */
export async function judged(page: Page, name: string): Promise<void> {
  await takePictures(page, name, async (seen) => {
    assert.equal(await scrollsSideways(seen), false, `${name} scrolls sideways`);
    assert.deepEqual(await violationsOf(seen), [], name);
  });
}

const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
