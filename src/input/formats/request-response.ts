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
    const { exchanges, rest } = documents(input);
    const [first] = exchanges;
    if (!first) return 0;
    // Lines of other kinds between exchanges are a log.
    if (rest < input.bytes.length && /^\s*\{/m.test(input.latin1.slice(rest))) return 0;
    const size = first.end - first.start;
    if (size > SNIFFED_WHOLE && !namesItsParts(input, first)) return 0;
    return exchangeMembers(parse(input, first).value) ? 0.9 : 0;
  },

  read(input): Reading {
    const exchanges: Exchange[] = [];
    const problems: string[] = [];
    const { exchanges: found, rest } = documents(input);
    for (const document of found) {
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
    if (rest < input.bytes.length)
      problems.push(`What follows from line ${input.lineAt(rest)} on is no JSON and was left out.`);
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no request and no response.`);
    return { exchanges, problems };
  },
};

export default requestResponse;

/**
 * Where each exchange stands: whole documents one after the other, or the elements of a list; and where something
 * else begins.
 */
function documents(input: Input): { readonly exchanges: readonly Span[]; readonly rest: number } {
  const json = jsonOf(input);
  const limit = input.bytes.length;
  const exchanges: Span[] = [];
  let start = json.skipSpace(0, limit);
  while (start < limit && json.isContainer(start)) {
    const { end } = json.value(start, limit);
    const list = json.isArray(start) ? start : listInside(input, { start, end });
    if (list === undefined) exchanges.push({ start, end });
    else {
      for (const element of json.container(list, end)?.members.values() ?? [])
        if (json.isContainer(element.start)) exchanges.push({ start: element.start, end: element.end });
    }
    start = json.skipSpace(end, limit);
  }
  return { exchanges, rest: start };
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
