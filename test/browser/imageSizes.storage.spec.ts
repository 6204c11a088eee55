/** The size that a post stores with its image, so that others can leave space for it. Only a browser knows it. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { bundleForPage } from '../../testing/src/browser/bundleForPage.ts';
import { hostsFrom } from '../../testing/src/clients/client.ts';
import { expect, test } from '../../testing/src/browser/test.ts';

declare const sdk: typeof import('../../testing/src/browser/pageSdk.ts');

// The demo's content security policy allows only its own scripts.
test.use({ bypassCSP: true });

const image = (width: number, height: number, type: 'jpeg' | 'gif') =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .toFormat(type)
    .toBuffer();

const ACCOUNT = { name: 'Ann', email: `${randomUUID()}@example.com`, password: 'secret' };

const IMAGES = [
  { what: 'drawn again', type: 'jpeg', from: [3000, 1500], stored: [2048, 1024] },
  { what: 'small', type: 'jpeg', from: [30, 40], stored: [30, 40] },
  { what: 'a GIF', type: 'gif', from: [2100, 10], stored: [2100, 10] },
  { what: 'original', type: 'jpeg', from: [3000, 1500], original: true, stored: [3000, 1500] },
  { what: 'unreadable, original', type: 'jpeg', original: true, stored: [undefined, undefined] },
] as const;

test('a post stores the size of its image', async ({ page }) => {
  await page.goto('/');
  await page.addScriptTag({ content: await bundleForPage() });
  const images = await Promise.all(
    IMAGES.map(async (row) => {
      const bytes =
        'from' in row ? await image(row.from[0], row.from[1], row.type) : Buffer.from('none');
      return { type: `image/${row.type}`, bytes: [...bytes], original: 'original' in row };
    }),
  );
  const stored = await page.evaluate(
    async ({ hosts, account, images }) => {
      const { fg, uid: userId } = await sdk.registerPerson(hosts, account);
      const place = { userId };
      const postId = await sdk.createPost(fg, place, { content: 'Look!' });
      const sizes: (number | undefined)[][] = [];
      for (const { type, bytes, original } of images) {
        const blob = new Blob([new Uint8Array(bytes)], { type });
        await sdk.updatePost(fg, place, postId, {
          image: original ? { blob, original } : blob,
        });
        const post = (await sdk.getDoc(sdk.postRef(fg, place, postId))).data()!;
        sizes.push([post.imageWidth, post.imageHeight]);
      }
      return sizes;
    },
    { hosts: hostsFrom(), account: ACCOUNT, images },
  );
  expect(stored).toEqual(IMAGES.map((row) => [...row.stored]));
});
