import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Eye } from '../../src/triage/eye.js';
import { milliseconds } from '../../src/triage/line-clock.js';
import { TIME_FORMS } from '../../src/triage/time-forms.js';

const studied = (line: string, names = false) => {
  const eye = new Eye();
  const bytes = Buffer.from(line);
  eye.lay(bytes);
  return { ...eye.study(0, bytes.length, names), hash: eye.hashOf(bytes) };
};
const wordsOf = (line: string, names = false) => {
  const { words } = studied(line, names);
  return Array.from({ length: words.length / 2 }, (_, index) =>
    line.slice(words[2 * index], words[2 * index + 1]),
  );
};

describe('the words that are folded', () => {
  it.each([
    ['{"id":"a1b2","n":12.50}', ['a1b2', '12', '50']],
    ['GET /v1/orders/0 took 7 ms', ['v1', '7']],
    ['fd751598-7156-84a0-9a2d-899bee90f994 and x-1', ['fd751598-7156-84a0-9a2d-899bee90f994', '1']],
    ['at 2026-09-21T00:00:04.320Z', ['2026-09-21T00', '00', '04', '320Z']],
    ['12-', ['12']],
    ['-12', ['12']],
    ['no digit in any of the words', []],
    ['', []],
  ])('of %j', (line, words) => expect(wordsOf(line)).toEqual(words));

  it('are long names, too, where that is asked for', () => {
    expect(wordsOf('from somewhereelse to there in 3', true)).toEqual(['somewhereelse', '3']);
  });

  it('do not depend on where they stand in sixteen bytes, nor on what stands behind the line', () => {
    const eye = new Eye();
    const line = 'é {"id":"req_63b67536e5518efe8014","amount":12.5,"at":"2026-09-21"} ';
    const seen = Array.from({ length: 40 }, (_, before) => {
      const bytes = Buffer.from(`${'9'.repeat(before)}${line}${'7'.repeat(before)}`);
      const end = before + Buffer.byteLength(line);
      eye.lay(bytes);
      eye.look(before, end);
      const { hash } = eye;
      return JSON.stringify({ ...eye.study(before, end, false), hash });
    });
    expect(new Set(seen).size).toBe(1);
  });
});

describe('a shape', () => {
  const word = fc.stringMatching(/^[a-f0-9]{12}$/).filter((text) => /\d/.test(text) && /\D/.test(text));
  it('is that of every line that differs in ids of the same length and in amounts', () => {
    fc.assert(
      fc.property(word, word, fc.nat(99_999_999), fc.nat(99_999_999), (id, other, amount, another) => {
        const line = (one: string, two: number) => studied(`{"id":"${one}","amount":${two},"ok":false}`);
        expect(line(id, amount).shape).toBe(line(other, another).shape);
        expect(line(id, amount).hash === line(other, another).hash).toBe(id === other && amount === another);
      }),
    );
  });

  it('is another where anything else differs', () => {
    const shapes = [
      'status 401 of /v1/a',
      'status 401 of /v1/b',
      'status 401 of /v1/',
      'status 401 of v1/a',
      'status 401 of /v123/a',
      'status 401234567 of /v1/a',
      'status abc401 of /v1/a',
      'Status 401 of /v1/a',
      'status 401 401 of /v1/a',
    ].map((line) => studied(line).shape);
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});

describe('the clock', () => {
  /** What the eye reads in a line of which all words are left out of account. */
  const clockOf = (text: string, form: number) => {
    const eye = new Eye();
    const bytes = Buffer.from(`{"time":${text}}`);
    eye.lay(bytes);
    const { shape, count } = eye.study(0, bytes.length, false);
    const words = form < 0 ? [-1, 0, 0, 0, count - 1] : [form, 0, count - 1, -1, 0];
    eye.setPlan(shape, Int32Array.of(0, 0, 0, ...words));
    eye.study(0, bytes.length, false);
    eye.setPlace(eye.key, 7);
    const found = eye.look(0, bytes.length);
    return { found, time: eye.time, duration: eye.duration };
  };
  const date = fc.date({ min: new Date('1970-01-02'), max: new Date('2286-01-01'), noInvalidDate: true });

  it('reads a moment as JavaScript does, however it is written', () => {
    const zone = fc.constantFrom('Z', '+01:00', '-0530', '+00:00', '');
    const fraction = fc.constantFrom('', '.5', '.25', '.123', '.999999999');
    fc.assert(
      fc.property(date, zone, fraction, fc.constantFrom('T', ' '), (moment, east, part, between) => {
        const text = `${moment.toISOString().slice(0, 19).replace('T', between)}${part}${east}`;
        const said = clockOf(`"${text}"`, 0);
        expect(said).toEqual({ found: 7, time: milliseconds(Date.parse(text)), duration: undefined });
      }),
    );
  });

  it.each(['2024-02-29T10:00:00Z', '2026-12-31T23:59:59.9Z', '2026-03-31T00:00:00+13:45'])(
    'reads %s',
    (text) => {
      expect(clockOf(`"${text}"`, 0)).toEqual({ found: 7, time: Date.parse(text), duration: undefined });
    },
  );

  it.each(['2026-13-01T00:00:00Z', '2026-01-01T25:00:00Z', '2026-09-21X12:34:56Z'])(
    'leaves %s to whoever reads the line',
    (text) => {
      expect(clockOf(`"${text}"`, 0).found).toBeLessThan(0);
    },
  );

  it('reads seconds and milliseconds since 1970', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e9, max: 2e9 - 1 }), fc.nat(999_999), (seconds, millionths) => {
        const parts = String(millionths).padStart(6, '0');
        const texts = { 2: `${seconds}${parts.slice(0, 3)}`, 3: `${seconds}.${parts}`, 4: `${seconds}` };
        for (const [form, text] of Object.entries(texts)) {
          const told = milliseconds(TIME_FORMS[Number(form)]?.parse(text) ?? 0);
          expect(clockOf(text, Number(form)).time).toBe(told);
        }
      }),
    );
  });

  it('reads durations', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.option(fc.nat(99_999)), (whole, part) => {
        const text = part === null ? `${whole}` : `${whole}.${part}`;
        expect(clockOf(text, -1)).toEqual({
          found: 7,
          time: undefined,
          duration: milliseconds(Number(text)),
        });
      }),
    );
  });
});
