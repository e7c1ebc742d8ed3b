import { describe, expect, it } from 'vitest';
import { type Call, call, described, type Held, held } from './held.js';

/** One operation that takes a JSON body of this schema. */
function taking(
  schema: unknown,
  parts: { version?: string; components?: unknown; responses?: unknown } = {},
) {
  const { version = '3.1.0', components = {}, responses = { default: { description: 'any' } } } = parts;
  const operation = { requestBody: { content: { 'application/json': { schema } } }, responses };
  return described(
    JSON.stringify({ openapi: version, paths: { '/x': { post: operation } }, components }),
    'api.json',
  );
}

async function said(api: Promise<Awaited<ReturnType<typeof described>>>, body: unknown): Promise<string[]> {
  const capture = call({ request: 'POST /x', body: JSON.stringify(body) });
  const { evidence, leader } = await held(capture, await api);
  if (leader !== 'http/openapi-body') return [];
  return evidence.filter((one) => one.startsWith('call.txt')).map((one) => one.replace(/^.* \| /, ''));
}

describe('OpenAPI 3.0', () => {
  const components = {
    schemas: {
      Name: { type: 'string', nullable: true },
      Kind: { type: 'string', enum: ['a'], nullable: true },
      Age: { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      Id: { type: 'string', readOnly: true },
      nullable: { type: 'object', properties: { nullable: { type: 'boolean' }, $ref: { type: 'string' } } },
    },
  };
  const of = (name: string) =>
    taking({ $ref: `#/components/schemas/${name}` }, { version: '3.0.3', components });

  it('has nullable, and bounds that a flag excludes', async () => {
    expect(await said(of('Name'), null)).toEqual([]);
    expect(await said(of('Kind'), null)).toEqual([]);
    expect(await said(of('Name'), 5)).toEqual(['the body is a whole number, not a text or null']);
    expect(await said(of('Age'), 0)).toEqual(['the body is 0, not more than 0']);
    expect(await said(of('Age'), 9)).toEqual([]);
  });

  it('takes members that are called like keywords for what they are', async () => {
    expect(await said(of('nullable'), { nullable: 'yes', $ref: 5 })).toEqual([
      'nullable is a text, not true or false',
      '$ref is a whole number, not a text',
    ]);
  });

  it('ignores what stands beside a reference, but for nullable, which many write there', async () => {
    const beside = { $ref: '#/components/schemas/Age', maximum: 1, nullable: true };
    const api = taking({ type: 'object', properties: { age: beside } }, { version: '3.0.3', components });
    expect(await said(api, { age: 5 })).toEqual([]);
    expect(await said(api, { age: null })).toEqual([]);
  });

  it('asks for no read-only member in a request', async () => {
    const schema = {
      type: 'object',
      required: ['id', 'other', 'name'],
      properties: { id: { type: 'string', readOnly: true }, other: { $ref: '#/components/schemas/Id' } },
    };
    expect(await said(taking(schema, { version: '3.0.3', components }), {})).toEqual(['name is missing']);
  });
});

describe('alternatives', () => {
  const pets = {
    schemas: {
      Cat: {
        type: 'object',
        required: ['kind', 'lives'],
        properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
      },
      Dog: {
        type: 'object',
        required: ['kind', 'tricks'],
        properties: { kind: { type: 'string' }, tricks: { type: 'array' } },
      },
    },
  };
  const oneOf = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }];

  it('are told apart by the discriminator, with and without a mapping', async () => {
    const mapping = { meow: '#/components/schemas/Cat', bark: '#/components/schemas/Dog' };
    const mapped = taking({ oneOf, discriminator: { propertyName: 'kind', mapping } }, { components: pets });
    expect(await said(mapped, { kind: 'bark' })).toEqual(['tricks is missing']);
    const named = taking({ oneOf, discriminator: { propertyName: 'kind' } }, { components: pets });
    expect(await said(named, { kind: 'Dog' })).toEqual(['tricks is missing']);
  });

  it('of which several fit are no choice', async () => {
    const api = taking({ oneOf: [{ type: 'number' }, { type: 'integer' }] });
    expect(await said(api, 5)).toEqual(['the body fits several alternatives of which only one may fit']);
  });

  it('leave what stands beside them to be said', async () => {
    const api = taking(
      { type: 'object', required: ['name'], properties: { pet: { anyOf: oneOf } } },
      { components: pets },
    );
    expect(await said(api, { pet: { kind: 'x', lives: 'nine' } })).toEqual([
      'name is missing',
      'pet.lives is a text, not a whole number',
    ]);
  });

  it('within circles come to an end', async () => {
    const node = {
      type: 'object',
      required: ['value'],
      properties: { value: {}, next: { anyOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] } },
    };
    const api = taking({ $ref: '#/components/schemas/Node' }, { components: { schemas: { Node: node } } });
    expect(await said(api, { value: 1, next: { value: 2, next: {} } })).toEqual([
      'next.next.value is missing',
    ]);
    expect(await said(api, { value: 1, next: { value: 2, next: null } })).toEqual([]);
  });
});

describe('other keywords', () => {
  it.each<[unknown, unknown, string]>([
    [{ const: 5 }, 6, 'the body is 6, not 5'],
    [{ multipleOf: 5 }, 6, 'the body is 6, no multiple of 5'],
    [{ not: { type: 'string' } }, 'a', 'the body is what the description forbids here'],
    [{ type: 'object', maxProperties: 1 }, { a: 1, b: 2 }, 'the body has 2 members, more than 1'],
    [
      { propertyNames: { maxLength: 1 } },
      { ab: 1 },
      'the body has a member named "ab", which is not allowed',
    ],
    [{ contains: { type: 'string' } }, [1], 'the body lacks an item that the description asks for'],
    [{ properties: { a: false } }, { a: 1 }, 'a is not allowed here'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'b is missing'],
    [{ if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1 }, 'b is missing'],
    [{ allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, { b: 1 }, 'b is not described'],
    [{ prefixItems: [{ type: 'string' }], items: false }, ['a', 1], 'the body has more than 1 item'],
    [{ type: 'string', format: 'uuid' }, 'x', 'the body is "x", which is not of the format "uuid"'],
    [
      { enum: ['alpha', 'beta', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] },
      'bete',
      'the body is "bete", none of the described values; "beta" is one',
    ],
    [
      { enum: ['alpha', 'beta', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] },
      99,
      'the body is 99, not any of "alpha", "beta", "c", "d", "e", "f", "g", "h", …',
    ],
  ])('%j says of %j', async (schema, body, says) => {
    expect(await said(taking(schema), body)).toEqual([says]);
  });
});

describe('what cannot be checked is said, and the rest is checked', () => {
  const unchecked = ({ diagnosis }: Held) =>
    diagnosis?.notChecked.filter(({ what }) => what.includes('api.json')).map(({ how }) => how);

  it.each<[string, unknown, RegExp]>([
    ['a type that there is not', { type: 'text' }, /type/],
    [
      'a reference that leads nowhere',
      { $ref: '#/components/schemas/None' },
      /#\/components\/schemas\/None, which is not there/,
    ],
    [
      'another file',
      { $ref: 'other.yaml#/Order' },
      /other\.yaml#\/Order, and only references within the file/,
    ],
    [
      'an address',
      { properties: { a: { $ref: 'https://api.shop.example/order.json' } } },
      /only references within the file/,
    ],
    ['a pattern that never ends', { type: 'string', pattern: '^(a+)+$' }, /takes too long/],
    ['a pattern that is none', { type: 'string', pattern: '(' }, /mend its schema/],
  ])('%s', async (_, schema, how) => {
    const found = await held(
      call({ request: 'POST /x', body: `"${'a'.repeat(40)}!"` }),
      await taking(schema),
    );
    expect(unchecked(found)).toEqual([expect.stringMatching(how)]);
  });

  it('a nest too deep to walk', async () => {
    const deep = `${'{"items":'.repeat(30_000)}{}${'}'.repeat(30_000)}`;
    const text = JSON.stringify({
      openapi: '3.1.0',
      paths: { '/x': { post: { requestBody: { content: { 'application/json': { schema: '@' } } } } } },
    });
    const api = await described(
      text.replace('"@"', () => deep),
      'api.json',
    );
    const found = await held(call({ request: 'POST /x', body: '[]' }), api);
    expect(unchecked(found)).toEqual([expect.stringContaining('nested too deeply')]);
  });
});

describe('what was not captured breaks nothing', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', enum: ['x'] }, b: { oneOf: [{ const: 'y' }, { const: 'z' }] } },
  };
  const api = taking(schema);
  const answered: Omit<Call, 'request'> = { status: 400 };

  it('a value that a recorder masked', async () => {
    expect(await said(api, { a: '[REDACTED]', b: '***' })).toEqual([]);
  });

  it('a body that is not there', async () => {
    const { leader } = await held(
      call({
        request: 'POST /x',
        headers: 'Content-Type: application/json\n> Content-Length: 12',
        ...answered,
      }),
      await api,
    );
    expect(leader).not.toBe('http/openapi-body');
  });

  it('proves nothing on a body that a logger rebuilt', async () => {
    const capture = JSON.stringify({
      request: {
        method: 'POST',
        url: 'https://api.shop.example/x',
        headers: { 'Content-Type': 'application/json' },
        body: { a: 'q' },
      },
      response: { status: 400, body: { message: 'Bad Request' } },
    });
    const { diagnosis, leader } = await held(capture, await api);
    expect(leader).toBe('http/openapi-body');
    expect(diagnosis?.causes[0]?.certainty).not.toBe('proven');
  });
});

describe('references', () => {
  it.each(['other.yaml#/X', 'https://api.shop.example/x.yaml', '#/nowhere', '#/paths/~1x'])(
    'of a whole path to %s hide it, and that is said',
    async ($ref) => {
      const api = await described(
        JSON.stringify({ openapi: '3.0.0', paths: { '/x': { $ref } } }),
        'api.json',
      );
      const { leader, diagnosis } = await held(call({ request: 'GET /x', status: 404 }), api);
      expect(leader).not.toContain('openapi');
      expect(diagnosis?.notChecked).toContainEqual({
        what: `what api.json says at ${$ref}`,
        how: 'put it into the same file: only references within it are followed',
      });
    },
  );

  it('within the file are followed from part to part', async () => {
    const text = `openapi: 3.0.0
paths:
  /x: { $ref: '#/components/pathItems/x' }
components:
  pathItems: { x: { post: { requestBody: { $ref: '#/components/requestBodies/x' }, responses: {} } } }
  requestBodies: { x: { $ref: '#/components/requestBodies/y' }, y: { content: { application/json: { schema: { $ref: '#/components/schemas/a~1b%20c' } } } } }
  schemas: { a/b c: { type: boolean } }
`;
    const { evidence } = await held(call({ request: 'POST /x', body: '1' }), await described(text));
    expect(evidence).toEqual([
      'call.txt: 1 | the body is a whole number, not true or false',
      'api.yaml: boolean | what is described for the body',
    ]);
  });
});
