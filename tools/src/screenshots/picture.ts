/** Takes small pictures of pages. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Page } from '@playwright/test';

/** Writes a screenshot as a PNG with a palette. Returns its size in bytes. */
export async function savePicture(page: Page, file: string): Promise<number> {
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const picture = await sharp(shot).png({ palette: true, quality: 90, effort: 10 }).toBuffer();
  writeFileSync(file, picture);
  return picture.length;
}

/** In milliseconds. */
const STABLE_TIME = 700;

/** Resolves when the page has not changed for a while: names, counts and unread marks appear after the rest. */
export async function untilStable(page: Page): Promise<void> {
  await page.evaluate(
    (stableTime) =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(restart);
        let timer = setTimeout(finish, stableTime);
        function restart() {
          clearTimeout(timer);
          timer = setTimeout(finish, stableTime);
        }
        function finish() {
          observer.disconnect();
          resolve();
        }
        observer.observe(document, { attributes: true, childList: true, subtree: true });
      }),
    STABLE_TIME,
  );
}
