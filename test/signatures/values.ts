import type { Random } from '../accuracy/random.js';
import type { Bytes } from './recipe.js';
import { type RecordedBody, recordedBodies } from './bodies/recorded.js';
import { bytes } from './recipe.js';

/** A moment, in epoch milliseconds, none of whose milliseconds are zero. */
export function moment(random: Random): number {
  return 1_789_900_000_000 + random.between(0, 90_000_000) * 1000 + random.between(1, 999);
}

/** A JSON body as some program prints it; now and then with the line break of a file at its end. */
export function jsonBody(random: Random): Bytes {
  const { wire } = random.pick(recordedBodies);
  return bytes(random.chance(0.05) ? `${wire}\n` : wire);
}

/** The recorded printings of a body that jsonBody made. */
export function recordedAs(body: Bytes): RecordedBody | undefined {
  return byWire.get(body.endsWith('\n') ? body.slice(0, -1) : body) ?? byWire.get(body);
}

const byWire = new Map(recordedBodies.map((body) => [bytes(body.wire), body]));

const QUERIES: readonly ((random: Random) => string)[] = [
  (random) => `limit=${random.between(1, 99)}&after=${random.hex(8)}`,
  () => 'status=active&currency=USD&archived=false',
  () => 'q=caf%C3%A9+cr%C3%A8me&page=2',
  () => 'name=Zo%C3%AB%20M%C3%BCller&expand[]=items',
  (random) => `from=2026-09-21T12:00:00Z&to=2026-09-${random.between(22, 29)}T12:00:00Z`,
  () => 'ids=3,1,2&sort=-created&empty=',
  (random) => `symbol=BTCUSDT&side=BUY&quantity=1.0&price=${random.between(100, 999)}.50`,
];

export function query(random: Random): Bytes {
  return random.pick(QUERIES)(random);
}

export function maybeQuery(random: Random, probability = 0.4): { query?: Bytes } {
  return random.chance(probability) ? { query: query(random) } : {};
}

/** The last segments of a path below a fixed beginning. */
export function path(random: Random, base: string, resources: readonly string[]): Bytes {
  const resource = `${base}/${random.pick(resources)}`;
  const below = random.pick([
    '',
    '',
    `/${random.pick(['ref', 'id'])}_${random.hex(10)}`,
    `/order%20${random.digits(4)}`,
    '/',
  ]);
  return resource + below;
}

/** Pairs of a form, already encoded as browsers and most clients do. */
export function formPairs(random: Random): [name: string, value: string][] {
  return random
    .shuffled<[string, string]>([
      ['symbol', 'BTCUSDT'],
      ['side', random.pick(['BUY', 'SELL'])],
      ['quantity', random.pick(['1.0', '0.50', '3'])],
      ['price', `${random.between(100, 9999)}.${random.digits(2)}`],
      ['reduceOnly', random.pick(['true', 'false'])],
      ['note', random.pick(['caf%C3%A9+%26+cr%C3%A8me', 'R%26D', 'a%2Fb', 'two+words'])],
    ])
    .slice(0, random.between(3, 6));
}

export function pairsText(pairs: readonly (readonly [string, string])[]): Bytes {
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function letters(random: Random, length: number): string {
  return random.text(length, LETTERS);
}

/** Random bytes in base64, with or without padding according to their number. */
export function base64Text(random: Random, length: number): string {
  return Buffer.from(random.hex(length * 2), 'hex').toString('base64');
}
