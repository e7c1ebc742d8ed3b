import { expect, test } from 'vitest';
import { loadEngine } from '../../src/causes/engine.js';
import { diagnoseInputs } from '../../src/diagnose-inputs.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { corpus } from '../support/corpus.js';

const engine = await loadEngine();

async function leading(capture: string | Buffer): Promise<(string | undefined)[]> {
  const input = new Input('call', Buffer.from(capture));
  const { exchanges } = readInput(input, formats);
  const { report } = await diagnoseInputs(engine, [{ input, exchanges }]);
  return report.diagnoses.map(({ causes }) => causes[0]?.id);
}

const [, ...others] = Object.entries(corpus);

test.each(others)('%s tells the same cause as curl -v', async (_, capture) => {
  const [expected] = await leading(corpus['curl -v'] as string);
  const found = await leading(capture);
  expect(expected).toBe('pandabase/refund-window-expired');
  expect([...new Set(found)]).toEqual([expected]);
});
