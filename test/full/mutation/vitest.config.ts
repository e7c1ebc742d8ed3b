import { defineConfig } from 'vitest/config';

/** For Stryker, which names the test files itself and changes the code between runs of one process. */
export default defineConfig({
  test: {
    root: new URL('../../..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    isolate: false,
    // Only what hangs runs into it, as in the everyday configuration.
    testTimeout: 120_000,
  },
});
