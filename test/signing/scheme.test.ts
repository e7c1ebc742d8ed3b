import { readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** A JSON Schema, as far as it is looked at here. */
interface Schema {
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
const { part, steps, scheme } = JSON.parse(read('src/causes/pack.schema.json')).$defs as Readonly<
  Record<'part' | 'steps' | 'scheme', Schema>
>;

/** A type of scheme.ts as it is written, as far as it is looked at here. */
type Written =
  | { readonly type: 'TSUnionType'; readonly types: readonly Written[] }
  | { readonly type: 'TSTemplateLiteralType'; readonly types: readonly Written[]; readonly quasis: Text[] }
  | { readonly type: 'TSLiteralType'; readonly literal: { readonly value: string } }
  | { readonly type: 'TSTypeReference'; readonly typeName: { readonly name: string } }
  | { readonly type: 'TSTypeLiteral'; readonly members: readonly Member[] }
  | { readonly type: 'TSInterfaceBody'; readonly body: readonly Member[] };
type Text = { readonly value: { readonly raw: string } };
interface Member {
  readonly key: { readonly name: string };
  readonly optional: boolean;
}
interface Declaration {
  readonly id: { readonly name: string };
  readonly body?: Written;
  readonly typeAnnotation?: Written;
}

const { body } = parseAst(read('src/signing/scheme.ts'), { lang: 'ts' }) as unknown as {
  readonly body: readonly { readonly declaration: Declaration }[];
};

function written(name: string): Written {
  const found = body.find(({ declaration }) => declaration.id.name === name)?.declaration;
  const type = found?.body ?? found?.typeAnnotation;
  if (!type) throw new Error(`scheme.ts declares no ${name}`);
  return type;
}

/** The texts that a union allows. */
function words(type: Written): string[] {
  switch (type.type) {
    case 'TSUnionType':
      return type.types.flatMap(words);
    case 'TSLiteralType':
      return [type.literal.value];
    case 'TSTypeReference':
      return words(written(type.typeName.name));
    case 'TSTemplateLiteralType':
      return type.types.flatMap(words).map((word) => type.quasis[0]?.value.raw + word);
    default:
      return [];
  }
}

/** The members of an interface, or of all objects of a union. */
function members(type: Written): readonly Member[] {
  if (type.type === 'TSUnionType') return type.types.flatMap(members);
  if (type.type === 'TSTypeLiteral') return type.members;
  return type.type === 'TSInterfaceBody' ? type.body : [];
}

const names = (of: readonly Member[]) => sorted([...new Set(of.map(({ key }) => key.name))]);
const sorted = (texts: readonly string[] = []) => texts.toSorted();

function expectObject(schema: Schema | undefined, name: string, also: readonly string[] = []): void {
  const own = members(written(name));
  expect(sorted(Object.keys(schema?.properties ?? {}))).toEqual(sorted([...names(own), ...also]));
  if (schema?.required) expect(sorted(schema.required)).toEqual(names(own.filter((one) => !one.optional)));
}

function expectWords(schema: Schema | undefined, name: string): void {
  expect(sorted(schema?.enum)).toEqual(sorted(words(written(name))));
}

describe('the schema of pack files allows what scheme.ts describes', () => {
  it('in parts', () => {
    expectObject(part, 'Atom', ['then']);
    expectWords(part.properties?.hmac, 'Digest');
  });

  it('in steps', () => {
    const step = steps.items as Schema & { readonly then: Schema };
    expectWords(step.then, 'Step');
    expectObject(step, 'Step');
    expectObject(step.properties?.pairs, 'PairsStep');
  });

  it('in the members of a scheme', () => {
    const { mac, encode, at, time } = scheme.properties ?? {};
    expectObject(scheme, 'Scheme');
    expectWords(mac, 'Mac');
    expectWords(encode?.anyOf?.[0], 'Encoding');
    expectWords(encode?.anyOf?.[1]?.items, 'Encoding');
    expectObject(at, 'Carrier');
    expectObject(time, 'SignedTime');
    expectWords(time?.properties?.unit?.items, 'TimeUnit');
  });
});

it('the documentation names every part and step', () => {
  const documented = read('docs/rule-format.md');
  const all = ['Atom', 'Step', 'PairsStep'].map(written);
  const missing = all
    .flatMap((type) => [...names(members(type)), ...words(type)])
    .filter((name) => !new RegExp(`[\`{ ]${name}\\b`).test(documented));
  expect(missing).toEqual([]);
});
