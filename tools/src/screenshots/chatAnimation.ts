/** Records two sample people who chat, each in a window. */
import type { Page } from '@playwright/test';
import type { RunningDemo } from '../browser/withDemo.ts';
import { startRecording, type Recording } from './animation.ts';
import { untilStable } from './picture.ts';

const WINDOW = { width: 420, height: 620 };

/** The messages, with the window in which they are written: left (0) or right (1). */
const MESSAGES: [window: 0 | 1, text: string][] = [
  [0, 'Are you there?'],
  [1, 'Right here. Live, as it seems!'],
  [0, 'Then see you tonight 👋'],
];

/** How many letters are typed per frame. */
const LETTERS_PER_FRAME = 4;
/** In milliseconds. */
const TYPING_TIME = 130;
const READING_TIME = 1200;

/** Records the chat to an animated WebP. Returns its size in bytes. */
export async function recordChat({ browser, address, plan }: RunningDemo, file: string) {
  const [group] = plan.groups;
  const [first, second] = [group!.creator, group!.members[0]!].map((i) => plan.people[i]!);
  const open = async (email: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: WINDOW, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${address}/?as=${encodeURIComponent(email)}`);
    await page.getByRole('main').getByRole('link', { name: group!.title }).click();
    await page.getByRole('log', { name: 'Messages' }).getByRole('article').nth(10).waitFor();
    await untilStable(page);
    return page;
  };
  const windows = [await open(first!.email), await open(second!.email)] as const;
  const recording = startRecording(windows);
  await recording.addFrame(READING_TIME);
  for (const [sender, text] of MESSAGES) await write(recording, windows, sender, text);
  await recording.addFrame(2 * READING_TIME);
  const size = await recording.save(file);
  await Promise.all(windows.map((page) => page.context().close()));
  return size;
}

async function write(recording: Recording, windows: readonly Page[], sender: number, text: string) {
  const field = windows[sender]!.getByRole('textbox', { name: 'Message' });
  for (let i = LETTERS_PER_FRAME; i < text.length + LETTERS_PER_FRAME; i += LETTERS_PER_FRAME) {
    await field.fill(text.slice(0, i));
    await recording.addFrame(TYPING_TIME);
  }
  await field.press('Enter');
  for (const page of windows) await page.getByRole('article').filter({ hasText: text }).waitFor();
  await windows[sender]!.getByText('sending').waitFor({ state: 'hidden' });
  await recording.addFrame(READING_TIME);
}
