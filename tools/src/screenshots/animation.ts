/** Records several windows side by side as an animated picture. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Page } from '@playwright/test';

const GAP = 16;
/** Fits light and dark pages. */
const BACKGROUND = '#8c959f';

export interface Recording {
  /** Adds a frame of all windows as they are now. It is shown for `duration` milliseconds. */
  addFrame: (duration: number) => Promise<void>;
  /** Writes the frames as an animated WebP that repeats. Returns its size in bytes. */
  save: (file: string) => Promise<number>;
}

/** Starts a recording of windows of the same size. */
export function startRecording(windows: readonly Page[]): Recording {
  const frames: Buffer[] = [];
  const delays: number[] = [];
  return {
    addFrame: async (duration) => {
      const shots = await Promise.all(windows.map((page) => page.screenshot()));
      const frame = await sideBySide(shots);
      // If nothing has changed, the last frame is shown longer.
      if (frames.at(-1)?.equals(frame)) delays[delays.length - 1]! += duration;
      else {
        frames.push(frame);
        delays.push(duration);
      }
    },
    save: async (file) => {
      const animation = await sharp(frames, { join: { animated: true } })
        .webp({ quality: 80, effort: 4, mixed: true, delay: delays, loop: 0 })
        .toBuffer();
      writeFileSync(file, animation);
      return animation.length;
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
