import type { Field, TrueExchange } from '../exchange.js';
import type { Random } from '../random.js';
import { masked, PROGRAMS, receivedHeaders, sentHeaders } from './headers.js';
import { SECRET } from './kept.js';

const SHARE_OF_MASKED = 0.15;

/** Both halves as a program logs them: headers as one object or as a list, bodies as text or as an object. */
export function halves({ call, answer }: TrueExchange, random: Random) {
  const client = random.pick(PROGRAMS);
  const sent = sentHeaders(call, client, random.chance(0.4));
  const hidden = random.chance(SHARE_OF_MASKED) ? masked(sent, SECRET, random) : undefined;
  const asList = random.chance(0.2);
  const asText = random.chance(0.5);
  const headers = (fields: readonly Field[]) =>
    asList ? fields.map(([name, value]) => ({ name, value })) : Object.fromEntries(fields);
  return {
    request: {
      method: call.method,
      url: call.url,
      headers: headers(hidden?.fields ?? sent),
      ...(call.body !== undefined && { body: asText ? call.body : parsed(call.body) }),
    },
    response: answer && {
      status: answer.status,
      headers: headers(receivedHeaders(answer, call.version)),
      body: asText ? answer.body : parsed(answer.body),
    },
    masked: hidden?.names,
  };
}

/** A body as an object where it is JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A log without a body leaves open whether there was one, unless its length is there. */
export function logsBody({ body, method }: TrueExchange['call']): boolean {
  return body !== undefined || /^(?:POST|PUT|PATCH)$/.test(method);
}

/** One line of a service's log about a call, and the headers that it masks. */
export function logLine(exchange: TrueExchange, at: number, random: Random) {
  const { request, response, masked } = halves(exchange, random);
  const { failure } = exchange;
  const text = JSON.stringify({
    ...random.pick([
      { time: new Date(at).toISOString(), level: 'error', msg: 'upstream call failed' },
      { timestamp: at, level: 50, logger: 'payments' },
      { ts: at / 1000, severity: 'ERROR' },
    ]),
    request,
    ...(response && { response }),
    ...(failure && { error: { code: failure.node.code, message: failure.node.message } }),
  });
  return { text, masked };
}
