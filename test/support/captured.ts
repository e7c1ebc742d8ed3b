import type { Body } from '../../src/exchange/body.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import type { Place } from '../../src/exchange/place.js';
import type { Format, Reading } from '../../src/input/format.js';
import { Input } from '../../src/input/input.js';

/** A capture as a format read it, with the means to compare places with the input. */
export interface Captured extends Reading {
  /** The input's own text at a place, its spans joined. */
  textAt(place: Place | undefined): string;
}

/** Reads a capture with one format. */
export function readWith(format: Format, capture: string | Uint8Array): Captured {
  const input = new Input('-', typeof capture === 'string' ? Buffer.from(capture) : capture);
  const textAt = (place: Place | undefined) =>
    Buffer.concat((place?.spans ?? []).map(({ start, end }) => input.bytes.subarray(start, end))).toString();
  return { ...format.read(input), textAt };
}

/** The one exchange that a capture holds. */
export function only({ exchanges }: Reading): Exchange {
  const [exchange] = exchanges;
  if (!exchange || exchanges.length > 1) throw new Error(`expected one exchange, got ${exchanges.length}`);
  return exchange;
}

/** How sure a format is of a capture. */
export function sniffWith(format: Format, capture: string | Uint8Array): number {
  return format.sniff(new Input('-', typeof capture === 'string' ? Buffer.from(capture) : capture));
}

/** The text of a captured body. */
export function bodyText(body: Body | undefined): string | undefined {
  return body?.is === 'bytes' ? Buffer.from(body.wire).toString() : undefined;
}
