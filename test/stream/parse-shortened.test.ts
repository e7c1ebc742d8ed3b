import { expect, it } from 'vitest';
import { Input } from '../../src/input/input.js';
import { parseShortened } from '../../src/stream/parse-shortened.js';
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
  const [span] = pieces[0]?.entries?.spans ?? [];
  if (!pieces[0] || !span) throw new Error('no entry');
  expect(span.long).toBeDefined();
  const found = parseShortened(new Input('-', pieces[0].bytes, 'as it is'), span)?.response?.content;
  if (found?.text) expect(text.startsWith(found.text)).toBe(true);
  return found;
}

it.each([
  ['a page', `<html>${'error é\n"'.repeat(3_000)}`, 'text/html', {}],
  ['a list', `{"ok":true,"data":${list}}`, 'application/json', {}],
  ['a bare list', list, 'application/json', {}],
  ['a picture', Buffer.alloc(20_000, 'é').toString('base64'), 'image/png', { encoding: 'base64' }],
])('leaves out most of %s', async (_, text, mimeType, more) => {
  const found = await shortened(text, mimeType, more);
  expect(found?.text?.length).toBeGreaterThan(500);
  expect(found?.text?.length).toBeLessThan(2_000);
  expect(found?.size).toBeGreaterThan(8_000);
});

it.each([
  ['that failed', `{"data":${list}}`, 'application/json', { status: 500 }],
  ['that says so in its beginning', `{"ok":false,"data":${list}}`, 'application/json', {}],
  ['that says so in its end', `{"data":${list},"success":false}`, 'application/json', {}],
  [
    'that says so in its middle',
    `{"data":${list}\n, "error":{"code":1},"more":${list}}`,
    'application/json',
    {},
  ],
  ['that is not what it says', 'x'.repeat(20_000), 'application/json', {}],
  [
    'that may be anything',
    Buffer.from(`{"ok":false,"data":${list}}`).toString('base64'),
    'application/json',
    { encoding: 'base64' },
  ],
])('has the whole read of an answer %s', async (_, text, mimeType, more) => {
  expect(await shortened(text, mimeType, more)).toBeUndefined();
});
