import { expect, it } from 'vitest';
import { stoppedSearch } from '../../src/cli/stopped-search.js';

it('tells a search to stop at Ctrl-C, and listens no longer than it runs', async () => {
  let listener: (() => void) | undefined;
  const io = {
    onInterrupt(heard: () => void) {
      listener = heard;
      return () => {
        listener = undefined;
      };
    },
  };
  const stopped = await stoppedSearch({ secrets: [], depth: 1 }, io, async ({ stop }) => {
    listener?.();
    return stop?.[0];
  });
  expect({ stopped, listener }).toEqual({ stopped: 1, listener: undefined });
});
