import { valuePlace } from '../../src/exchange/body.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import type { JsonPath, Place } from '../../src/exchange/place.js';
import type { Format } from '../../src/input/format.js';
import { Input } from '../../src/input/input.js';
import { locate } from '../../src/input/locate.js';

/** What a capture tells, in the shortest form, with what stands where evidence would point. */
export interface Told {
  readonly exchanges: readonly Exchange[];
  readonly problems: readonly string[];
  /** Method, URL, status and body, as far as they are known: `POST https://… 401 {"code":"X"}`. */
  readonly lines: readonly string[];
  /** What stands in the capture at a place. */
  at(place: Place | undefined): string | undefined;
  /** What stands in the capture at a value of an answer's body. */
  atBody(path: JsonPath, index?: number): string | undefined;
}

/** Reads a capture with one format and sums up what it tells. */
export function toldBy(format: Format, capture: string): Told {
  const input = new Input('-', Buffer.from(capture));
  const { exchanges, problems } = format.read(input);
  const at = (place: Place | undefined) => {
    const span = place && locate(input, place);
    return span && input.text(span);
  };
  return {
    exchanges,
    problems,
    lines: exchanges.map(summary),
    at,
    atBody: (path, index = 0) => {
      const body = exchanges[index]?.response?.body;
      return body && at(valuePlace(body, path));
    },
  };
}

function summary({ request, response, transport }: Exchange): string {
  return [request?.method, request?.url, response?.status, bodyOf(response?.body), transport?.kind]
    .filter((part) => part !== undefined)
    .join(' ');
}

function bodyOf(body: NonNullable<Exchange['response']>['body'] | undefined): string | undefined {
  if (body?.is === 'bytes') return Buffer.from(body.wire).toString();
  if (body?.is === 'cut') return `${Buffer.from(body.bytes).toString()}✂`;
  if (body?.is === 'parsed') return JSON.stringify(body.value);
  return undefined;
}
