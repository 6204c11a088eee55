/** What Firebase Hosting sends with the demo. That no screen violates the policy, screens.browser.spec.ts sees on the console. */
import { expectVisible } from '../../testing/src/browser/expectations.ts';
import { expect, test } from '../../testing/src/browser/test.ts';

test.describe('the headers', () => {
  test('limit what the app may load, and what other pages learn', async ({ request }) => {
    const headers = (await request.get('/')).headers();
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
    });
    const policy = headers['content-security-policy']?.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "img-src 'self' data: blob: https:",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
      ]),
    );
  });

  test('stop a script that is injected into a page', async ({ browser, baseURL }) => {
    const page = await browser.newPage({ baseURL: baseURL! });
    await page.goto('/sign-in');
    await expectVisible(page.getByRole('heading', { name: 'firegroups' }));
    const violated = await page.evaluate(async () => {
      const violation = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          resolve(event.effectiveDirective);
        });
        setTimeout(resolve, 5000, 'nothing was stopped');
      });
      const script = document.createElement('script');
      script.textContent = 'document.title = "injected"';
      document.head.append(script);
      return violation;
    });
    expect(violated).toBe('script-src-elem');
    expect(await page.title()).not.toBe('injected');
    await page.close();
  });
});
