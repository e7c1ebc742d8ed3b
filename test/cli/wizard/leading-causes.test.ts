import { expect, test } from 'vitest';
import { leadingLines } from '../../../src/cli/wizard/leading-causes.js';
import { loadStyle } from '../../../src/report/text/style.js';
import { textWidth } from '../../../src/report/text/width.js';

const leading = {
  id: 'axys/ip-not-allowlisted',
  title: 'Axys does not let this calling address in (IP allowlist)',
  certainty: 'likely',
  probability: 0.9,
} as const;
const before = [{ ...leading, probability: 0.5 }];

async function drawn(width: number, plain = false): Promise<string[]> {
  return leadingLines([leading], before, { style: await loadStyle(false), width, plain });
}

test('a cause and how it changed stand in one line where they fit', async () => {
  expect(await drawn(80)).toContain('  ███████░ likely, more likely than before  axys/ip-not-allowlisted');
});

test.each([40, 60])('nothing is wider than a terminal of %i columns', async (width) => {
  const lines = await drawn(width);
  expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
  expect(lines).toContain('    axys/ip-not-allowlisted');
});

test('without redrawing there are no bars', async () => {
  expect(await drawn(80, true)).toContain('  likely, more likely than before  axys/ip-not-allowlisted');
});
