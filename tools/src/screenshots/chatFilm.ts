/** Two of the sample people chat, each in a window of their own. */
import type { Page } from 'playwright-core';
import type { RunningDemo } from '../browser/withDemo.ts';
import { startFilm, type Film } from './film.ts';
import { untilCalm } from './picture.ts';

const WINDOW = { width: 420, height: 620 };

/** In the order in which they are written; who says it is the left one or the right one. */
const LINES: [who: 0 | 1, text: string][] = [
  [0, 'Are you there?'],
  [1, 'Right here. Live, as it seems!'],
  [0, 'Then see you tonight 👋'],
];

/** So many letters are typed between two pictures, each of which stands for so many milliseconds. */
const LETTERS = 4;
const TYPING = 130;
const READING = 1200;

/** Films it to an animated WebP; returns its size in bytes. */
export async function filmChat({ browser, address, plan }: RunningDemo, file: string) {
  const [group] = plan.groups;
  const [first, second] = [group!.creator, group!.members[0]!].map((i) => plan.people[i]!);
  const open = async (email: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: WINDOW, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${address}/?as=${encodeURIComponent(email)}`);
    await page.getByRole('main').getByRole('link', { name: group!.title }).click();
    await page.getByRole('log', { name: 'Messages' }).getByRole('article').nth(10).waitFor();
    await untilCalm(page);
    return page;
  };
  const windows = [await open(first!.email), await open(second!.email)] as const;
  const film = startFilm(windows);
  await film.take(READING);
  for (const [who, text] of LINES) await write(film, windows, who, text);
  await film.take(2 * READING);
  const size = await film.save(file);
  await Promise.all(windows.map((page) => page.context().close()));
  return size;
}

async function write(film: Film, windows: readonly Page[], who: number, text: string) {
  const field = windows[who]!.getByRole('textbox', { name: 'Message' });
  for (let i = LETTERS; i < text.length + LETTERS; i += LETTERS) {
    await field.fill(text.slice(0, i));
    await film.take(TYPING);
  }
  await field.press('Enter');
  for (const page of windows) await page.getByRole('article').filter({ hasText: text }).waitFor();
  await windows[who]!.getByText('sending').waitFor({ state: 'hidden' });
  await film.take(READING);
}
