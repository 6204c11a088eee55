/** A short animated picture of several windows side by side. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Page } from 'playwright-core';

const GAP = 16;
/** Looks right on a page that is light and on one that is dark. */
const BACKGROUND = '#8c959f';

export interface Film {
  /** Takes all windows as they are now, to be shown for so many milliseconds. */
  take: (duration: number) => Promise<void>;
  /** Writes the film as an animated WebP that begins again when it ends; returns its size in bytes. */
  save: (file: string) => Promise<number>;
}

/** Starts a film of windows, which all have the same size; they stand side by side. */
export function startFilm(windows: readonly Page[]): Film {
  const frames: Buffer[] = [];
  const delays: number[] = [];
  return {
    take: async (duration) => {
      const shots = await Promise.all(windows.map((page) => page.screenshot()));
      const frame = await sideBySide(shots);
      // A frame that shows nothing new only makes the last one longer.
      if (frames.at(-1)?.equals(frame)) delays[delays.length - 1]! += duration;
      else {
        frames.push(frame);
        delays.push(duration);
      }
    },
    save: async (file) => {
      const film = await sharp(frames, { join: { animated: true } })
        .webp({ quality: 80, effort: 4, mixed: true, delay: delays, loop: 0 })
        .toBuffer();
      writeFileSync(file, film);
      return film.length;
    },
  };
}

async function sideBySide(shots: readonly Buffer[]): Promise<Buffer> {
  const { width, height } = await sharp(shots[0]).metadata();
  const canvas = {
    width: (width + GAP) * shots.length + GAP,
    height: height + 2 * GAP,
    channels: 3 as const,
    background: BACKGROUND,
  };
  const placed = shots.map((input, i) => ({ input, top: GAP, left: GAP + i * (width + GAP) }));
  return sharp({ create: canvas }).composite(placed).png().toBuffer();
}
