import { type Body, keyPlace, valuePlace } from '../exchange/body.js';
import type { JsonPath } from '../exchange/place.js';
import type { JsonNode, JsonObject, JsonText } from '../signing/json/read-json.js';
import type { Difference, Findings } from './difference.js';
import { formOf, roleOf } from './form.js';
import { shown, shownNamed } from './shown.js';

/** The bodies that members stand in, where they have a place. */
export interface Bodies {
  readonly at: Body | undefined;
  readonly goodAt: Body | undefined;
}

/** A server may be sent as deep a body as one likes; nobody reads further down than this. */
const DEEPEST = 50;

/**
 * Compares two JSON bodies member by member; where all say the same, how they are written.
 *
 * @param written whether the texts are those that were sent
 */
export function compareJson(
  bad: JsonText,
  good: JsonText,
  bodies: Bodies,
  written: boolean,
  found: Findings,
): void {
  const members = new Members(bodies, written, found);
  const before = found.differences.length;
  members.compare(bad.root, good.root, []);
  if (!written || found.differences.length > before) return;
  const about = { ...members.places([]), facts: ['proof'] };
  if (members.otherOrder)
    found.add({ ...about, what: 'order of the members', ...members.otherOrder, weight: 32 });
  if (members.otherEscapes)
    found.add({ ...about, what: 'escapes in the body', ...members.otherEscapes, weight: 33 });
}

interface Pair {
  readonly bad: string;
  readonly good: string;
}

class Members {
  otherOrder: Pair | undefined;
  otherEscapes: Pair | undefined;

  constructor(
    private readonly bodies: Bodies,
    private readonly written: boolean,
    private readonly found: Findings,
  ) {}

  compare(bad: JsonNode, good: JsonNode, path: JsonPath): void {
    if (path.length > DEEPEST) return;
    if (bad.is === 'object' && good.is === 'object') this.#objects(bad, good, path);
    else if (bad.is === 'array' && good.is === 'array') {
      if (bad.items.length !== good.items.length)
        this.#add(
          path,
          `number of items in ${nameOf(path)}`,
          [`${bad.items.length}`, `${good.items.length}`],
          55,
        );
      const common = Math.min(bad.items.length, good.items.length);
      for (let index = 0; index < common; index++)
        this.compare(bad.items[index] as JsonNode, good.items[index] as JsonNode, [...path, index]);
    } else if (typeOf(bad) !== typeOf(good))
      this.#add(path, `type of ${nameOf(path)}`, [withType(bad, path), withType(good, path)], 79);
    else if ('token' in bad && 'token' in good && bad.token !== good.token)
      this.#scalars(bad.token, good.token, path);
  }

  places(path: JsonPath): Pick<Difference, 'at' | 'goodAt'> {
    const { at, goodAt } = this.bodies;
    return { at: at && valuePlace(at, path), goodAt: goodAt && valuePlace(goodAt, path) };
  }

  #objects(bad: JsonObject, good: JsonObject, path: JsonPath): void {
    const [badMembers, goodMembers] = [membersOf(bad), membersOf(good)];
    for (const [name, value] of goodMembers) {
      const own = badMembers.get(name);
      const inner = [...path, name];
      if (own) this.compare(own, value, inner);
      else this.#add(inner, `member ${nameOf(inner)}`, [undefined, brief(value, inner)], 80);
    }
    for (const [name, value] of badMembers) {
      const inner = [...path, name];
      if (!goodMembers.has(name))
        this.#add(inner, `member ${nameOf(inner)}`, [brief(value, inner), undefined], 62);
    }
    const [badOrder, goodOrder] = [[...badMembers.keys()].join(', '), [...goodMembers.keys()].join(', ')];
    if (badOrder !== goodOrder) this.otherOrder ??= { bad: shown(badOrder), good: shown(goodOrder) };
  }

  #scalars(bad: string, good: string, path: JsonPath): void {
    const [one, other] = [JSON.parse(bad) as unknown, JSON.parse(good) as unknown];
    const values = [tokenShown(bad, path), tokenShown(good, path)] as const;
    const name = nameOf(path);
    if (typeof one === 'string' && typeof other === 'string') {
      const role = roleOf(String(path.at(-1) ?? ''));
      if (one === other) this.otherEscapes ??= { bad: values[0], good: values[1] };
      else if (role && formOf(role, one) === formOf(role, other)) this.#add(path, name, values, 10, true);
      else if (role) this.#add(path, `form of ${name}`, values, 84);
      else if (one.trim() === other.trim()) this.#add(path, `white space around ${name}`, values, 72);
      else if (one.toLowerCase() === other.toLowerCase()) this.#add(path, `case of ${name}`, values, 71);
      else this.#add(path, `value of ${name}`, values, 50);
    } else if (numberForm(bad) !== numberForm(good)) {
      if (this.written || one !== other) this.#add(path, `form of ${name}`, values, 73);
    } else this.#add(path, `value of ${name}`, values, 50);
  }

  #add(
    path: JsonPath,
    what: string,
    [bad, good]: readonly [string | undefined, string | undefined],
    weight: number,
    everyCall?: true,
  ): void {
    const { at, goodAt } = this.places(path);
    const name = path.join('.');
    this.found.add({
      what,
      bad,
      good,
      at: bad === undefined && this.bodies.at ? keyPlace(this.bodies.at, path.slice(0, -1)) : at,
      goodAt:
        good === undefined && this.bodies.goodAt ? keyPlace(this.bodies.goodAt, path.slice(0, -1)) : goodAt,
      facts: [`request.json.${name}`, `request.type.${name}`],
      name,
      weight,
      ...(everyCall && { everyCall }),
    });
  }
}

/** Of a name that comes twice the last counts, as most parsers read it. */
function membersOf({ names, items }: JsonObject): Map<string, JsonNode> {
  return new Map(names.map(({ token }, index) => [JSON.parse(token) as string, items[index] as JsonNode]));
}

function nameOf(path: JsonPath): string {
  return path.length === 0 ? 'the body' : path.join('.');
}

function typeOf(node: JsonNode): string {
  if (node.is !== 'literal') return node.is;
  return node.token === 'null' ? 'null' : 'boolean';
}

/** `whole`, `decimals` or `exponent`. */
function numberForm(token: string): string {
  if (/e/i.test(token)) return 'exponent';
  return token.includes('.') ? 'decimals' : 'whole';
}

function withType(node: JsonNode, path: JsonPath): string {
  return 'token' in node ? `${typeOf(node)} ${tokenShown(node.token, path)}` : brief(node, path);
}

/** A value in a few words: what it holds is compared by itself, or stands in one file only. */
function brief(node: JsonNode, path: JsonPath): string {
  if (node.is === 'object') return `object with ${node.names.length} members`;
  if (node.is === 'array') return `array of ${node.items.length} items`;
  return tokenShown(node.token, path);
}

/** A scalar as written; one that a name on its way calls a secret by its form alone. */
function tokenShown(token: string, path: JsonPath): string {
  const value = token.startsWith('"') ? (JSON.parse(token) as string) : token;
  const names = path.filter((step) => typeof step === 'string');
  const text = shownNamed(names, value);
  return text === value && token.startsWith('"') ? token : text;
}
