import { defineConfig } from 'vitest/config';

/** Tests here share no state and touch nothing outside: modules are loaded once for all of them. */
const PURE =
  'test/{causes,compare,exchange,facts,faults,har,history,input,limits,openapi,redact,report,signatures,signing,wizard}/**/*.test.ts';

const settings = {
  // Only what hangs runs into these: a busy machine must not fail a test.
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [
      { test: { ...settings, name: 'pure', include: [PURE], isolate: false } },
      {
        test: {
          ...settings,
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: ['test/full/**', 'test/bench/**', PURE],
        },
      },
    ],
  },
});
