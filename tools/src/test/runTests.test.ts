import { describe, expect, test } from '@jest/globals';
import { argsForPlaywright } from './runTests.ts';

describe('Playwright', () => {
  test('gets the words that select files', () => {
    expect(argsForPlaywright(['chat', 'test/browser'])).toEqual(['chat', 'test/browser']);
  });

  test('gets the name of a test', () => {
    expect(argsForPlaywright(['-t', 'a name'])).toEqual(['--grep', 'a name']);
    expect(argsForPlaywright(['--testNamePattern', 'a name'])).toEqual(['--grep', 'a name']);
  });

  test('does not get the other options of jest', () => {
    expect(argsForPlaywright(['--bail', '-i', 'chat'])).toEqual(['chat']);
  });
});
