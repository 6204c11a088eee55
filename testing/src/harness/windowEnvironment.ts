/**
 * A jest environment with Node's globals and a window, for tests that render. jest's own jsdom environment removes
 * Node's fetch, without which the Firebase SDK cannot sign in.
 */
import { TestEnvironment } from 'jest-environment-node';
import { JSDOM } from 'jsdom';

export default class WindowEnvironment extends TestEnvironment {
  readonly #dom = new JSDOM();

  override async setup(): Promise<void> {
    await super.setup();
    const { window } = this.#dom;
    const { document, Element, SVGElement } = window;
    Object.assign(this.global, { window, document, Element, SVGElement });
  }

  override async teardown(): Promise<void> {
    this.#dom.window.close();
    await super.teardown();
  }
}
