/** A picture of a page, as small as it gets. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Page } from 'playwright-core';

/** Writes what the page shows as a PNG with a palette; returns its size in bytes. */
export async function savePicture(page: Page, file: string): Promise<number> {
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const picture = await sharp(shot).png({ palette: true, quality: 90, effort: 10 }).toBuffer();
  writeFileSync(file, picture);
  return picture.length;
}

/** So long nothing has changed, in milliseconds, when a page is taken to be through. */
const CALM = 700;

/** Resolves when the page has come to rest: names, counts and what is unread come after what they belong to. */
export async function untilCalm(page: Page): Promise<void> {
  await page.evaluate(
    (calm) =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(restart);
        let timer = setTimeout(finish, calm);
        function restart() {
          clearTimeout(timer);
          timer = setTimeout(finish, calm);
        }
        function finish() {
          observer.disconnect();
          resolve();
        }
        observer.observe(document, { attributes: true, childList: true, subtree: true });
      }),
    CALM,
  );
}
