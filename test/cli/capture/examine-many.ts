import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { openExaminer } from '../../../src/cli/capture/examiner.js';
import { legWith } from '../../support/legs.js';

/**
 * A program of its own, because it is about memory: examines so many calls with bodies up to so many bytes, one in
 * twenty of which fails, and prints how much memory it had at most after half of them, after all, and at the end.
 */
const [path, ...numbers] = process.argv.slice(2) as [string, ...string[]];
const [count, most] = numbers.map(Number) as [number, number];
const MOST_WAITING = 8 * 2 ** 20;

/** Bytes that look random and are the same in each run. */
function noise(seed: number, length: number): Buffer {
  const block = createHash('sha512').update(String(seed)).digest();
  return Buffer.alloc(length, block);
}

const examiner = await openExaminer(
  { options: { saveHar: path, json: true }, live: false, color: false, width: 100 },
  () => undefined,
);
const kilobytes: number[] = [];
for (let number = 1; number <= count; number++) {
  const length = (number * 7919) % most;
  const failed = number % 20 === 0;
  examiner.add(
    legWith({
      call: `POST /v1/uploads/${number}`,
      headers: { Authorization: 'Bearer errdoctorCanary4f1b9c27a05d' },
      body: number % 2 ? noise(number, length) : JSON.stringify({ text: 'words '.repeat(length / 6) }),
      status: failed ? '500 Oops' : '200 OK',
      answer: JSON.stringify({ number, text: 'some words, '.repeat(length / 12) }),
    }),
  );
  while (examiner.backlogBytes > MOST_WAITING) await setImmediate();
  if (number === count / 2) kilobytes.push(process.resourceUsage().maxRSS);
}
while (examiner.backlogBytes > 0) await setImmediate();
kilobytes.push(process.resourceUsage().maxRSS);
const { summary } = await examiner.finish();
kilobytes.push(process.resourceUsage().maxRSS);
process.stdout.write(JSON.stringify({ summary, kilobytes }));
