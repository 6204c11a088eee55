/** The types of firegroups.config.ts: an editor completes its fields, and marks wrong ones. */
import { defineConfig } from '@firegroups/model/config';
import { LIMITS } from 'firegroups';
import { describe, expect, test } from 'tstyche';
import config from '../../firegroups.config.ts';

const { limits, parameters } = config;

describe('defineConfig', () => {
  test('accepts the configuration of this project', () => {
    expect(defineConfig).type.toBeCallableWith(config);
  });

  test('refuses a field of a wrong type, a missing one and an unknown one', () => {
    const { bio: _bio, ...others } = limits;
    expect(defineConfig).type.not.toBeCallableWith({ ...config, limits: { ...limits, bio: '1' } });
    expect(defineConfig).type.not.toBeCallableWith({ ...config, limits: others });
    expect(defineConfig).type.not.toBeCallableWith({ ...config, accounts: 'everybody' });
    expect(defineConfig).type.not.toBeCallableWith({
      ...config,
      parameters: { ...parameters, APP_CHECK: 'on' },
    });
    expect(defineConfig).type.not.toBeCallableWith({ ...config, colour: 'red' });
  });

  test('accepts extra fields of the documented types only', () => {
    expect(defineConfig).type.toBeCallableWith({
      ...config,
      extra: { groups: { category: { type: 'string', values: ['chess', 'music'] } } },
    });
    expect(defineConfig).type.not.toBeCallableWith({
      ...config,
      extra: { groups: { category: { type: 'text' } } },
    });
    expect(defineConfig).type.not.toBeCallableWith({ ...config, extra: { comments: {} } });
  });
});

test('LIMITS has numbers, because other projects have other values', () => {
  expect(LIMITS.bio).type.toBe<number>();
  expect(LIMITS.actions.groups).type.toBe<{ most: number; hours: number }>();
});
