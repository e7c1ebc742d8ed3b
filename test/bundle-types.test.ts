import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleTypes } from '../scripts/bundle-types.js';
import { emptyFolder } from './support/empty-folder.js';

function bundled(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return bundleTypes(join(folder, 'index.js'));
}

it('writes what the entry leads to and exports what it names, which alone keeps its comments', () => {
  const text = bundled({
    'index.d.ts': "export { open, type Door } from './house/door.js';\nexport type * from './key.js';\n",
    'house/door.d.ts': [
      "import { type Key as AnyKey } from '../key.js';",
      '/** What {opens}; see Roof. */',
      'export interface Door {',
      '    readonly lock: AnyKey | Hinge;',
      '}',
      '/** Not for readers. */',
      'type Hinge = {',
      "    readonly is: 'Roof';",
      '} | {',
      '    readonly of: import("../wall.js").Brick;',
      '};',
      'export interface Roof {',
      '}',
      'export declare function open(door: Door): typeof sound;',
      "declare const sound: 'creak';",
      '',
    ].join('\n'),
    'key.d.ts': 'export type Key = string;\n',
    'wall.d.ts': '/** A part. */\nexport type Brick = 1;\n',
  });
  expect(text).toBe(
    [
      'export declare function open(door: Door): typeof sound;',
      '/** What {opens}; see Roof. */',
      'export interface Door {',
      '    readonly lock: Key | Hinge;',
      '}',
      'export type Key = string;',
      'type Hinge = {',
      "    readonly is: 'Roof';",
      '} | {',
      '    readonly of: Brick;',
      '};',
      'type Brick = 1;',
      "declare const sound: 'creak';",
      'export {};',
      '',
    ].join('\n'),
  );
});

it('tells two of one name apart', () => {
  const text = bundled({
    'index.d.ts': "export type { Step } from './a.js';\n",
    'a.d.ts': "import type { Step as Stair } from './b.js';\nexport type Step = Stair[];\n",
    'b.d.ts': 'export type Step = Step[] | 1;\n',
  });
  expect(text).toBe('export type Step = Step2[];\ntype Step2 = Step2[] | 1;\nexport {};\n');
});

it('refuses types that the library does not hold', () => {
  const entry = { 'index.d.ts': "export type { A } from './a.js';\n" };
  expect(() => bundled({ ...entry, 'a.d.ts': "import type { B } from 'b';\nexport type A = B;\n" })).toThrow(
    'takes types from b,',
  );
});
