/** Photos: what the browser uploads, and who sees it. */
import sharp from 'sharp';
import { userRef } from 'firegroups';
import type { Page } from '@playwright/test';
import { getDoc } from 'firebase/firestore';
import { hostsFrom } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { createClub } from '../../testing/src/fixtures/clubs.ts';
import { expectHidden, expectVisible } from '../../testing/src/browser/expectations.ts';
import { openScreen } from '../../testing/src/browser/steps.ts';
import { expect, test, type DemoUser } from '../../testing/src/browser/test.ts';

/** A photo as a phone takes it: large, and with the place. */
const photo = (type: 'jpeg' | 'png' | 'webp') =>
  sharp({ create: { width: 3000, height: 1500, channels: 3, background: 'teal' } })
    .withExif({
      IFD0: { Make: 'A phone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1' },
    })
    .toFormat(type)
    .toBuffer();

async function choose(page: Page, mimeType: string, buffer: Buffer): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /(Add|Change) photo/ }).click();
  await (await chosen).setFiles({ name: 'photo', mimeType, buffer });
}

/** The file of a user's photo, past the rules. The page shows a new photo before the server has its id, so this waits. */
async function storedPhotoOf({ fg, uid }: DemoUser): Promise<Buffer> {
  const { photoId } = (await untilDocument(userRef(fg, uid), (user) => Boolean(user?.photoId)))!;
  const { projectId, storage } = hostsFrom();
  const name = encodeURIComponent(`users/${uid}/images/${photoId!}`);
  const address = `http://${storage!}/v0/b/${projectId}.appspot.com/o/${name}?alt=media`;
  const response = await fetch(address, { headers: { Authorization: 'Bearer owner' } });
  return Buffer.from(await response.arrayBuffer());
}

const pictures = (page: Page) => page.getByRole('main').locator('img[src^="blob:"]');

test.describe('the photo of a profile', () => {
  for (const type of ['jpeg', 'png', 'webp'] as const) {
    test(`is stored without the place, and small enough for a screen: ${type}`, async ({ ann }) => {
      const original = await photo(type);
      const before = await sharp(original).metadata();
      expect(before.exif).toBeDefined();
      await ann.page.goto('/settings');
      await choose(ann.page, `image/${type}`, original);
      await expectVisible(ann.page.getByRole('button', { name: 'Remove photo' }));
      const stored = await sharp(await storedPhotoOf(ann)).metadata();
      expect(stored).toMatchObject({ format: type, width: 2048, height: 1024 });
      for (const part of ['exif', 'xmp', 'iptc'] as const) expect(stored[part]).toBeUndefined();
    });
  }

  test('is unchanged if it is a GIF', async ({ ann }) => {
    const background = 'teal';
    const gif = await sharp({ create: { width: 2100, height: 10, channels: 3, background } })
      .gif()
      .toBuffer();
    await ann.page.goto('/settings');
    await choose(ann.page, 'image/gif', gif);
    await expectVisible(ann.page.getByRole('button', { name: 'Remove photo' }));
    expect(gif.equals(await storedPhotoOf(ann))).toBe(true);
  });

  test('is not uploaded if the browser cannot remove the place', async ({ ann }) => {
    await ann.page.goto('/settings');
    await choose(ann.page, 'image/heic', Buffer.from('not for this browser'));
    await expectVisible(ann.page.getByText('cannot remove its metadata'));
    expect((await getDoc(userRef(ann.fg, ann.uid))).data()!.photoId).toBeUndefined();
  });
});

test.describe('the photo of a group', () => {
  test('is set by an admin, and shown to a member until it is removed', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Photographers', members: [bob] });
    await openScreen(bob.page, groupId, 'about');
    await expectHidden(bob.page.getByRole('button', { name: 'Add photo' }), pictures(bob.page));
    await openScreen(ann.page, groupId, 'about');
    await choose(ann.page, 'image/jpeg', await photo('jpeg'));
    await expectVisible(pictures(ann.page), pictures(bob.page));
    await ann.page.getByRole('button', { name: 'Remove photo' }).click();
    await expectHidden(pictures(ann.page), pictures(bob.page));
  });
});
