import { expect, it } from 'vitest';
import { readShortEntry, shortEntry } from '../../src/stream/short-entry.js';
import { cut, inChunks } from './cut.js';

const item = '{"sku":"A-1","note":"no error since é \\"500\\"","status":"paid","errors":[],"state":{"id":1}}';
const list = `[${Array.from({ length: 300 }, () => item)}]`;

/** What is read of a short form of an answer; undefined where the whole has to be read. */
async function shortened(text: string, mimeType: string, more: { status?: number; encoding?: string } = {}) {
  const { status = 200, encoding } = more;
  const content = { mimeType, size: text.length, text, ...(encoding && { encoding }) };
  const har = { log: { entries: [{ request: { method: 'GET' }, response: { status, content } }] } };
  const bytes = Buffer.from(JSON.stringify(har, null, 1));
  const { pieces } = await cut(['-'], { standardInput: inChunks(bytes, 1_000), bytes: 3_000 });
  const [{ bytes: piece, entries } = { bytes, entries: undefined }] = pieces;
  const [span] = entries?.spans ?? [];
  if (!entries || !span) throw new Error('no entry');
  expect(span.long).toBeDefined();
  const short = shortEntry(piece, span, entries.file);
  return short?.isShortened ? readShortEntry(Buffer.concat(short.parts))?.response?.content : undefined;
}

it.each([
  ['a page', `<html>${'error é\n"'.repeat(3_000)}`, 'text/html', {}, /^<html>error.{700,}/s],
  ['a list', `{"ok":true,"data":${list}}`, 'application/json', {}, /^{"ok":true,"data":\[null]}$/],
  [
    'lists between other members',
    `{"a":${list},"errors":[],"b":${list},"success":false}`,
    'application/json',
    {},
    /^{"a":\[null],"errors":\[],"b":\[null],"success":false}$/,
  ],
  ['a bare list', list, 'application/json', {}, /^\[null]$/],
  ['a picture', Buffer.alloc(20_000, 'é').toString('base64'), 'image/png', { encoding: 'base64' }, /^.{4}$/],
])('leaves out most of %s', async (_, text, mimeType, more, left) => {
  const found = await shortened(text, mimeType, more);
  expect(found?.text).toMatch(left);
  expect(found?.size).toBeGreaterThan(8_000);
});

it.each([
  ['that failed', `{"data":${list}}`, 'application/json', { status: 500 }],
  ['that says so in a list', `{"data":${list},"errors":${list}}`, 'application/json', {}],
  ['that is not what it says', 'x'.repeat(20_000), 'application/json', {}],
  ['that is neither text nor picture', `${'\0'.repeat(20_000)}`, 'application/octet-stream', {}],
  [
    'that may be anything',
    Buffer.from(`{"ok":false,"data":${list}}`).toString('base64'),
    'application/json',
    { encoding: 'base64' },
  ],
  ['that is not written as it says', 'no base64! '.repeat(2_000), 'image/png', { encoding: 'base64' }],
])('has the whole read of an answer %s', async (_, text, mimeType, more) => {
  expect(await shortened(text, mimeType, more)).toBeUndefined();
});
