import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schemaIn = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../src/report/${name}.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });

/** Whether a value fits the published schema of a report; `errors` of the function says why not. */
export const fitsReport = ajv.compile(schemaIn('report'));
/** The same for one item of its `diagnoses`. */
export const fitsDiagnosis = ajv.compile({ $ref: 'report.schema.json#/$defs/diagnosis' });
/** The same for a line that `analyze --id-field` prints. */
export const fitsLine = ajv.compile({ $ref: 'report.schema.json#/$defs/line' });
/** The same for the report of a triage, and for one of its groups. */
export const fitsTriage = ajv.compile(schemaIn('triage-report'));
export const fitsGroup = ajv.compile({ $ref: 'triage-report.schema.json#/$defs/group' });
