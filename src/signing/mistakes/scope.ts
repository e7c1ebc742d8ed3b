import { defineMistakes, type Variant } from '../mistake.js';

const DAY = 86_400_000;

/** What a derived key was made for, where that is an item of a list such as `20260921/region/service`. */
export default defineMistakes({
  mistakes: {
    'sec-scope': {
      often: 'high',
      done: 'with {detail} in place of what the scope says',
      fix: 'Derive the key from the date (in UTC), the region and the service of the scope that is sent.',
    },
  },
  *steps(before, steps, { material }) {
    const [step] = steps;
    if (typeof step !== 'object' || !('split' in step) || steps.length > 1) return;
    const item = before.split(step.split)[step.at] ?? '';
    if (/^\d{8}$/.test(item)) yield* neighbouringDays(item);
    else yield* namesInHost(material.host);
  },
});

/** The local date in place of that of UTC, or the reverse. */
function* neighbouringDays(date: string): Iterable<Variant> {
  const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)));
  for (const [days, detail] of [
    [-1, 'the day before'],
    [1, 'the day after'],
  ] as const) {
    const value = new Date(day + days * DAY).toISOString().slice(0, 10).replaceAll('-', '');
    yield { id: 'sec-scope', detail, value };
  }
}

/** Region and service are part of most hosts: `queue.eu-central-1.example.com`. */
function* namesInHost(host = ''): Iterable<Variant> {
  for (const value of host.split('.').slice(0, -2))
    if (/^[a-z][a-z\d-]{1,20}$/.test(value)) yield { id: 'sec-scope', detail: `${value} of the host`, value };
}
