import { oneOf, type PlantFamily, replace } from '../plant.js';
import type { Draft, TimeUnit } from '../signer.js';

const HOUR = 3_600_000;

const plants: PlantFamily = [
  {
    id: 'ts-unit',
    make: (draft, random) =>
      oneOf(random, {
        seconds: draft.time === 'ms' && replace(draft, 'time', (time) => time.slice(0, -3)),
        milliseconds: draft.time === 's' && replace(draft, 'time', (time) => `${time}000`),
        microseconds: draft.time === 'ms' && replace(draft, 'time', (time) => `${time}000`),
      }),
  },
  {
    id: 'ts-format',
    make(draft, random) {
      const { time: unit } = draft;
      const instant = unit && read(draft.recipe.parts.time ?? '', unit);
      if (instant === undefined) return undefined;
      const iso = new Date(instant).toISOString();
      const forms: Record<string, string> = {
        'ISO 8601': iso,
        'ISO 8601 without fraction': `${iso.slice(0, 19)}Z`,
        'ISO 8601 with +00:00': `${iso.slice(0, 19)}+00:00`,
        'ISO 8601 without zone': iso.slice(0, 19),
        seconds: String(Math.floor(instant / 1000)),
        milliseconds: String(instant),
      };
      const numbers = unit === 's' || unit === 'ms';
      return oneOf(
        random,
        Object.fromEntries(
          Object.entries(forms)
            // Another unit of the same number is a mistake of its own.
            .filter(([name]) => !(numbers && name.endsWith('seconds')))
            .map(([name, text]) => [name, replace(draft, 'time', () => text)]),
        ),
      );
    },
  },
  {
    id: 'ts-zone',
    make: (draft, random) => shifted(draft, random.pick([-8, -5, -1, 1, 2, 5.5, 9]) * HOUR),
  },
  {
    id: 'ts-twice',
    alone: true,
    make: (draft, random) => {
      const whole = draft.time !== 'ms' && draft.time !== 'iso-ms';
      return shifted(
        draft,
        whole ? random.pick([-2, -1, 1, 2, 5]) * 1000 : random.pick([-1, 1]) * random.between(1, 5000),
      );
    },
  },
  {
    id: 'ts-twice',
    alone: true,
    make: (draft, random) => {
      const off = random.between(1, 1000);
      return oneOf(random, {
        [`the nonce ${off} later`]: replace(draft, 'nonce', (nonce) => String(Number(nonce) + off)),
      });
    },
  },
];
export default plants;

function shifted(draft: Draft, milliseconds: number): string | undefined {
  const { time: unit, recipe } = draft;
  if (!unit || recipe.parts.time === undefined) return undefined;
  recipe.parts.time = written(read(recipe.parts.time, unit) + milliseconds, unit);
  return `${milliseconds} ms`;
}

function read(time: string, unit: TimeUnit): number {
  if (unit === 's') return Number(time) * 1000;
  if (unit === 'ms') return Number(time);
  return Date.parse(unit === 'basic' ? time.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5') : time);
}

function written(instant: number, unit: TimeUnit): string {
  const iso = new Date(instant).toISOString();
  return {
    s: String(Math.floor(instant / 1000)),
    ms: String(instant),
    iso: `${iso.slice(0, 19)}Z`,
    'iso-ms': iso,
    basic: `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`,
  }[unit];
}
