/** A browser context of one user, which collects the problems of its pages. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';

export interface Device {
  page: Page;
  context: BrowserContext;
  /** Cuts the network while `during` runs. Errors about the lost network are not problems, then and later. */
  offline: (during: () => Promise<void>) => Promise<void>;
  /** Warnings and errors on the console, uncaught errors and failed requests, in all pages of the context. */
  problems: ReadonlySet<string>;
}

/** Opens a context with one page. The other options come from playwright.config.ts. */
export async function openDevice(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<Device> {
  const context = await browser.newContext(options);
  const problems = new Set<string>();
  let hasBeenOffline = false;
  collectProblems(context, (text, problem) => {
    if (!(hasBeenOffline && LOST_NETWORK.test(text))) problems.add(problem);
  });
  return {
    page: await context.newPage(),
    context,
    problems,
    offline: async (during) => {
      hasBeenOffline = true;
      await context.setOffline(true);
      try {
        await during();
      } finally {
        await context.setOffline(false);
      }
    },
  };
}

const LOST_NETWORK =
  /net::ERR_INTERNET_DISCONNECTED|Could not reach Cloud Firestore|RPC '\w+' stream \w+ transport errored/;

/** Firestore logs this for a request that fails. The request itself is reported with its reason. */
const FAILED_RPC = /RestConnection RPC '\w+' \w+ failed with error: +\{"code":"unavailable"/;

/** Playwright logs this in tests without service workers (playwright.config.ts). */
const NO_SERVICE_WORKER = 'Service Worker registration blocked by Playwright';

function collectProblems(
  context: BrowserContext,
  report: (text: string, problem: string) => void,
): void {
  context.on('console', (message) => {
    const [type, text, { url }] = [message.type(), message.text(), message.location()];
    if (!['error', 'warning'].includes(type) || FAILED_RPC.test(text)) return;
    if (text === NO_SERVICE_WORKER) return;
    // When a page closes, it ends its Firestore streams. The emulator may have forgotten them already.
    if (url.includes('TYPE=terminate') && text.includes(' 400 ')) return;
    report(text, `${type}: ${text} (${url})`);
  });
  context.on('weberror', (event) => {
    const error = event.error();
    report('', `uncaught: ${error.stack ?? error.message}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // The page aborted the request: it was left, or Firestore closed a stream.
    if (reason === 'net::ERR_ABORTED') return;
    report(reason, `request failed: ${request.url()} ${reason}`);
  });
}
