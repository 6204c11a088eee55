/**
 * Import it first in a test whose functions have task queues. They bring the check of Auth's tokens along, whose package
 * `jose` is published as ES modules only, which jest does not load as they are; nothing here checks a token.
 */
import { jest } from '@jest/globals';

jest.mock('jose', () => ({}));
