import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import { readJsonExchange } from '../json/json-exchange.js';
import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';
import { jsonOf } from '../locate.js';

const RECORDER: Recorder = {
  name: 'request/response JSON',
  hides: ['headers that were not written down', 'the connection and its TLS handshake'],
  captureMore: 'curl -sS -v … 2>&1 | errdoctor',
};

/** Larger documents are recognised by their first values alone. */
const SNIFFED_WHOLE = 1 << 20;

/** `{"request":…,"response":…}`, one or a list, also inside `exchange`, and flat `{"method":…,"url":…,"status":…}`. */
const requestResponse: Format = {
  name: 'request/response JSON',
  example: `echo '{"request":{"method":"POST","url":"https://…"},"response":{"status":401,"body":"…"}}' | errdoctor`,
  surest: 0.9,

  sniff(input) {
    const [first] = documents(input);
    if (!first) return 0;
    const size = first.end - first.start;
    if (size > SNIFFED_WHOLE && !namesItsParts(input, first)) return 0;
    return exchangeMembers(parse(input, first).value) ? 0.9 : 0;
  },

  read(input): Reading {
    const exchanges: Exchange[] = [];
    const problems: string[] = [];
    for (const document of documents(input)) {
      const { value, cutAt } = parse(input, document);
      const parts = exchangeMembers(value);
      const { line, column } = input.position(cutAt ?? document.start);
      if (parts) exchanges.push(readJsonExchange(parts, document, RECORDER));
      else problems.push(`The value at line ${line} is no exchange and was left out.`);
      if (cutAt !== undefined)
        problems.push(
          `The JSON stops making sense at line ${line}, column ${column}; what stands before was read.`,
        );
    }
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no request and no response.`);
    return { exchanges, problems };
  },
};

export default requestResponse;

/** Where each exchange stands: the whole document, or the elements of a list. */
function documents(input: Input): Span[] {
  const json = jsonOf(input);
  const limit = input.bytes.length;
  const start = json.skipSpace(0, limit);
  if (!json.isContainer(start)) return [];
  const { end } = json.value(start, limit);
  const list = json.isArray(start) ? start : listInside(input, { start, end });
  if (list === undefined) return [{ start, end }];
  const elements = [...(json.container(list, end)?.members.values() ?? [])];
  return elements
    .filter((element) => json.isContainer(element.start))
    .map((element) => ({ start: element.start, end: element.end }));
}

/** `{"exchanges":[…]}` */
function listInside(input: Input, { start, end }: Span): number | undefined {
  const json = jsonOf(input);
  const list = json.container(start, end)?.members.get('exchanges');
  return list && json.isArray(list.start) ? list.start : undefined;
}

function namesItsParts(input: Input, { start, end }: Span): boolean {
  const members = jsonOf(input).container(start, end)?.members;
  return ['request', 'response', 'req', 'res', 'exchange', 'method'].some((name) => members?.has(name));
}

function parse(input: Input, { start, end }: Span): { value: unknown; cutAt?: number } {
  try {
    return { value: JSON.parse(input.text({ start, end })) };
  } catch {
    const syntax = checkJson(input.bytes, start, end);
    return { value: parseLeniently(input.bytes, syntax, start), cutAt: syntax.end };
  }
}
