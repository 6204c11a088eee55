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
