import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { takePictures } from './chromium.ts';

/**
 * Looks at the open page in both widths and themes: pictures under test/browser/shots, no violation of axe-core, nothing
 * that makes a narrow screen scroll sideways, also not where its words are twice as large; there no two words of an axis meet.
 */
export async function judged(page: Page, name: string): Promise<void> {
  await takePictures(page, name, async (seen) => {
    assert.equal(await scrollsSideways(seen), false, `${name} scrolls sideways`);
    assert.deepEqual(await violationsOf(seen), [], name);
  });
  await withLargeWords(page, async () => {
    assert.equal(
      await scrollsSideways(page),
      false,
      `${name} scrolls sideways where its words are twice as large`,
    );
    assert.deepEqual(await meetingWords(page), [], `${name}: words of an axis that meet`);
  });
}

/** On a narrow screen, twice as large as usual. */
async function withLargeWords(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 390, height: 900 });
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  await look();
  await page.evaluate("document.documentElement.style.fontSize = ''");
  await page.setViewportSize(size);
}

const meetingWords = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('.timeline-axis')].flatMap((axis) => {
    const words = [...axis.querySelectorAll('text')].filter((word) => word.getClientRects().length > 0);
    const box = (word) => word.getBoundingClientRect();
    const meet = (a, b) =>
      a.left < b.right && b.left < a.right && a.top + a.height / 4 < b.bottom - b.height / 4 && b.top + b.height / 4 < a.bottom - a.height / 4;
    return words.flatMap((one, index) =>
      words.slice(index + 1).filter((other) => meet(box(one), box(other))).map((other) => one.textContent + ' / ' + other.textContent),
    );
  })`);

const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
