import { readFile } from 'node:fs/promises';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { writeWhenChanged } from './write-when-changed.js';

/**
 * Compiles the JSON Schemas of rule and pack files to plain functions, so that checking a file at run time
 * needs neither ajv nor its start-up time.
 */
export async function generateValidators(): Promise<void> {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    // What several places share is one function and not a copy in each.
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const name of ['rule', 'pack']) {
    const schema = await readFile(new URL(`../src/causes/${name}.schema.json`, import.meta.url), 'utf8');
    ajv.addSchema(JSON.parse(schema) as AnySchemaObject, name);
  }
  const code = standaloneCode.default(ajv, { checkRule: 'rule', checkPack: 'pack' });
  await writeWhenChanged('src/causes/validate.generated.ts', header + withoutRequires(code) + footer);
}

/** ajv's run-time helpers are CommonJS and `require`d even by ES modules; these stand in for them. */
const helpers: Readonly<Record<string, string>> = {
  'ajv/dist/runtime/equal': 'isDeepStrictEqual',
  'ajv/dist/runtime/ucs2length': '((text) => [...text].length)',
};

function withoutRequires(code: string): string {
  return code.replace(/require\("([^"]+)"\)\.default/g, (_, specifier: string) => {
    const helper = helpers[specifier];
    if (!helper) throw new Error(`The schemas use a keyword that needs ${specifier}: add it to the helpers`);
    return helper;
  });
}

const header = `// @ts-nocheck
import { isDeepStrictEqual } from 'node:util';
import type { ErrorObject } from 'ajv';
`;

const footer = `
type Validate = ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };

/** Whether a parsed file fits the schema; the faults of the last call are in \`errors\`. */
export const validateRule: Validate = checkRule;
export const validatePack: Validate = checkPack;
`;
