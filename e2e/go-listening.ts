import { expect, type Page } from '@playwright/test';

/** Opens a page of a screen wide enough for the hint of the search, and waits until it listens to keys: the hint is not seen before. */
export async function goListening(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await untilListening(page);
}

export async function untilListening(page: Page): Promise<void> {
  await expect(page.locator('header kbd')).toBeVisible();
}
