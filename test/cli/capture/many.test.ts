import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import har from '../../../src/input/formats/har.js';
import { Input } from '../../../src/input/input.js';
import { emptyFolder } from '../../support/empty-folder.js';
import { examineMany, savedIn } from './many.js';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** test/full has more and larger ones. */
describe('many calls', () => {
  it('are each saved once, and counted', async () => {
    const path = join(emptyFolder(), 'saved.har');
    const many = await examineMany(path, 300, 50_000);
    expect(many?.summary).toMatchObject({ exchanges: 300, failed: 15 });
    expect(await savedIn(path)).toEqual(upTo(300));
    JSON.parse(readFileSync(path, 'utf8'));
  });

  it('are readable as far as they came when the process is killed', async () => {
    const path = join(emptyFolder(), 'saved.har');
    expect(await examineMany(path, 100_000, 200_000, 20)).toBeUndefined();
    const { exchanges } = har.read(new Input('saved.har', readFileSync(path)));
    const numbers = exchanges.map(({ request }) => Number(/\d+$/.exec(request?.url ?? '')?.[0]));
    expect(numbers.length).toBeGreaterThanOrEqual(20);
    expect(numbers).toEqual(upTo(numbers.length));
  });
});
