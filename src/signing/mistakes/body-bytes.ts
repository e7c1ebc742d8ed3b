import { defineMistakes, type MistakeContext, type Variant } from '../mistake.js';

const RAW = 'Sign and verify the bytes as they travel, before anything decodes them.';
const BOM = '\xef\xbb\xbf';

/** The body's bytes changed on the way between the file, the program, the wire and the hash. */
export default defineMistakes({
  mistakes: {
    'body-file-newline': {
      often: 'high',
      done: 'over the body with {detail}',
      fix: 'Send the file whole (curl --data-binary @file; -d @file drops line breaks) and sign the same bytes.',
    },
    'body-charset': {
      often: 'high',
      done: 'over the body in {detail}',
      fix: 'Encode the body as UTF-8, once, and hash those bytes.',
    },
    'body-gzip': {
      often: 'medium',
      done: 'over the compressed body',
      fix: 'Sign and verify the body as it is without its content coding.',
    },
    'body-crlf': {
      often: 'medium',
      done: 'over the body with {detail}',
      fix: `${RAW} Let no editor, template or checkout convert its line ends.`,
    },
    'body-base64-gateway': {
      often: 'medium',
      done: 'over the body {detail}',
      fix: 'Where the gateway hands the body over in base64, decode it first, and sign or verify the decoded bytes.',
    },
    'body-bom': {
      often: 'low',
      done: 'over the body {detail}',
      fix: `Leave the byte-order mark out. ${RAW}`,
    },
    'body-lossy-decode': {
      often: 'low',
      done: 'over the body with replacement characters for bytes that are not UTF-8',
      fix: RAW,
    },
  },
  atoms: {
    *body(value, context) {
      if (value === '') return;
      yield* lineBreaks(value);
      yield* charsets(value);
      yield* transports(value, context);
    },
  },
});

function* lineBreaks(value: string): Iterable<Variant> {
  const id = 'body-file-newline';
  const trimmed = value.replace(/\r?\n$/, '');
  if (trimmed === value) yield { id, detail: 'a line break at the end', value: `${value}\n` };
  else yield { id, detail: 'the line break at its end dropped', value: trimmed };
  const joined = value.replace(/[\r\n\0]/g, '');
  yield { id, detail: 'its line breaks dropped, as curl -d @file does', value: joined };
  if (trimmed === value) yield { id, often: 'low', detail: 'CR LF at the end', value: `${value}\r\n` };
  const lines = value.replace(/\r\n/g, '\n');
  yield { id: 'body-crlf', detail: 'CR LF for LF', value: lines.replace(/\n/g, '\r\n') };
  yield { id: 'body-crlf', detail: 'LF for CR LF', value: lines };
}

function* charsets(value: string): Iterable<Variant> {
  const id = 'body-charset';
  const text = Buffer.from(value, 'latin1').toString();
  const isUtf8 = !text.includes('\uFFFD') || Buffer.from(text).toString('latin1') === value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it asks for
  if (!/[^\x00-\x7f]/.test(value)) {
    yield { id, often: 'low', detail: 'UTF-16', value: Buffer.from(text, 'utf16le').toString('latin1') };
    return;
  }
  if (!isUtf8) yield { id: 'body-lossy-decode', value: Buffer.from(text).toString('latin1') };
  else {
    yield { id, detail: 'Latin-1', value: text.replace(/[^\0-\xff]/gu, '?') };
    yield { id, detail: 'ASCII, with ? for other characters', value: text.replace(/[^\0-\x7f]/gu, '?') };
    // .NET and JavaScript count both halves of a surrogate pair.
    yield { id, detail: 'ASCII, with ?? for emoji', value: text.replace(/[^\0-\x7f]/g, '?'), often: 'low' };
    yield { id, often: 'low', detail: 'UTF-16', value: Buffer.from(text, 'utf16le').toString('latin1') };
  }
  const twice = Buffer.from(value).toString('latin1');
  yield { id, detail: 'UTF-8 that was encoded twice', value: twice };
}

function* transports(value: string, { material }: MistakeContext): Iterable<Variant> {
  if (material.wireBody) yield { id: 'body-gzip', value: material.wireBody };
  // No repetition to go back in: that runs out of stack in bodies of megabytes.
  const isBase64 = value !== '' && value.length % 4 === 0 && !/[^\w+/-]/.test(value.replace(/={1,2}$/, ''));
  const id = 'body-base64-gateway';
  if (isBase64)
    yield { id, detail: 'decoded from base64', value: Buffer.from(value, 'base64').toString('latin1') };
  yield { id, detail: 'in base64', value: Buffer.from(value, 'latin1').toString('base64') };
  if (value.startsWith(BOM))
    yield { id: 'body-bom', detail: 'without its byte-order mark', value: value.slice(3) };
  else yield { id: 'body-bom', detail: 'after a byte-order mark', value: BOM + value };
}
