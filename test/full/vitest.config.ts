import { defineConfig } from 'vitest/config';

/** Suites that need minutes or heavy programs; the root is the project, as in the everyday configuration. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/full/**/*.test.ts'],
    passWithNoTests: true,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
