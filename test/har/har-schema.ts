import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const text = { type: 'string' };
const size = { type: 'integer', minimum: -1 };
const pairs = {
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'value'],
    properties: { name: text, value: text, comment: text },
    additionalProperties: false,
  },
};
/** Members of others begin with an underscore (HAR 1.2, "Custom fields"). */
const object = (required: readonly string[], properties: Record<string, unknown>) => ({
  type: 'object',
  required,
  properties: { ...properties, comment: text },
  patternProperties: { '^_': true },
  additionalProperties: false,
});
const message = { httpVersion: text, cookies: pairs, headers: pairs, headersSize: size, bodySize: size };
const span = { type: 'number', minimum: 0 };

/** HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec), as far as calls of programs need it. */
const schema = object(['log'], {
  log: object(['version', 'creator', 'entries'], {
    version: { const: '1.2' },
    creator: object(['name', 'version'], { name: text, version: text }),
    entries: {
      type: 'array',
      items: object(['startedDateTime', 'time', 'request', 'response', 'cache', 'timings'], {
        startedDateTime: { type: 'string', format: 'date-time' },
        time: span,
        request: object(['method', 'url', 'queryString', ...Object.keys(message)], {
          ...message,
          method: text,
          url: text,
          queryString: pairs,
          postData: object(['mimeType', 'text'], { mimeType: text, text }),
        }),
        response: object(['status', 'statusText', 'content', 'redirectURL', ...Object.keys(message)], {
          ...message,
          status: { type: 'integer', minimum: 0 },
          statusText: text,
          redirectURL: text,
          content: object(['size', 'mimeType'], {
            size,
            compression: { type: 'integer' },
            mimeType: text,
            text,
            encoding: { const: 'base64' },
          }),
        }),
        cache: { type: 'object' },
        timings: object(['send', 'wait', 'receive'], { send: span, wait: span, receive: span }),
        serverIPAddress: text,
      }),
    },
  }),
});

const options = { strict: false, allErrors: true };
const validate = addFormats.default(new Ajv.default(options)).compile(schema);

/** The schema that other tools validate with (package har-schema), which is JSON Schema of draft 6. */
const require = createRequire(import.meta.url);
const others = addFormats.default(new Ajv.default(options));
others.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
for (const part of Object.values(require('har-schema') as Record<string, object>)) others.addSchema(part);

/** What a text has that HAR 1.2 does not allow; empty for a valid one. */
export function harFaults(har: unknown): readonly string[] {
  validate(har);
  others.validate('har.json#', har);
  return [...(validate.errors ?? []), ...(others.errors ?? [])].map(
    ({ instancePath, message: says }) => `${instancePath} ${says}`,
  );
}
