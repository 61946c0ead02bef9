import type { Page } from 'playwright-core';

/** An import that takes longer goes on behind a page that does not change by itself: asks again until it is made. */
export async function untilMade(page: Page, patience = 60_000): Promise<void> {
  const until = performance.now() + patience;
  const again = page.getByRole('button', { name: 'Check again' });
  while ((await again.count()) > 0 && performance.now() < until) await again.click();
}
