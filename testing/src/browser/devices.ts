/**
 * One Chromium for a file's tests, and people in it: each has a context of their own, as on a device of their own. What a
 * page complains of (console, errors, requests) fails the test in which it does.
 */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

/** A desktop's window and a phone's, in CSS pixels. */
export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export interface Device {
  page: Page;
  context: BrowserContext;
  /** Cuts the network until `during` is through; that it was lost is no complaint, then and later. */
  offline: (during: () => Promise<void>) => Promise<void>;
}

export interface Devices {
  open: (options?: BrowserContextOptions) => Promise<Device>;
}

/** Opens Chromium before the file's tests and closes it after them; checks after each that no page complained. */
export function useDevices(): Devices {
  let browser: Browser;
  const complaints = new Set<string>();
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env['CHROME_PATH']! });
  });
  afterEach(() => {
    const heard = [...complaints];
    complaints.clear();
    expect(heard).toEqual([]);
  });
  afterAll(() => browser.close());
  return {
    open: async (options) => {
      const context = await browser.newContext({
        baseURL: demoAddress(),
        viewport: WIDE,
        // Nothing moves while it is looked at.
        reducedMotion: 'reduce',
        ...options,
      });
      // Less than a test's own time, so that what is missing is named.
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const hearing = hearComplaints(context, (complaint) => complaints.add(complaint));
      return {
        page,
        context,
        offline: async (during) => {
          hearing.hasBeenOffline = true;
          await context.setOffline(true);
          try {
            await during();
          } finally {
            await context.setOffline(false);
          }
        },
      };
    },
  };
}

function demoAddress(): string {
  const host = process.env['FIREBASE_HOSTING_EMULATOR_HOST'];
  if (!host) throw new Error('The Hosting emulator is not known: run the tests with `npm test`.');
  return `http://${host}`;
}

function hearComplaints(context: BrowserContext, complain: (complaint: string) => void) {
  const hearing = { hasBeenOffline: false };
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (hearing.hasBeenOffline && isLostNetwork(message.text())) return;
    // Firestore's emulator has forgotten a stream that the page, on its way out, says to be over.
    if (message.location().url.includes('TYPE=terminate') && message.text().includes(' 400 '))
      return;
    // The same as a failed request, which is heard of below, with its reason.
    if (
      /RestConnection RPC '\w+' \w+ failed with error: +\{"code":"unavailable"/.test(message.text())
    )
      return;
    complain(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => {
    complain(`uncaught: ${error.error().stack ?? error.error().message}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // The page's own doing: it left, or Firestore closed a stream.
    if (reason === 'net::ERR_ABORTED') return;
    if (hearing.hasBeenOffline && isLostNetwork(reason)) return;
    complain(`request failed: ${request.url()} ${reason}`);
  });
  return hearing;
}

const LOST_NETWORK =
  /net::ERR_INTERNET_DISCONNECTED|Could not reach Cloud Firestore|RPC '\w+' stream \w+ transport errored/;

const isLostNetwork = (text: string) => LOST_NETWORK.test(text);
