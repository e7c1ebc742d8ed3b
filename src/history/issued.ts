import { decodedBytes } from '../exchange/body.js';
import type { Entry } from './entry.js';
import { firstFrom, type Session } from './session.js';

/** So many calls back is looked: what was issued longer ago is found by its age elsewhere. */
const MOST = 1000;

/** The first answer of the same host that held a text before this call: where a value of the request came from. */
export function issuedBy(session: Session, now: Entry, time: number, text: string): Entry | undefined {
  const written = JSON.stringify(text).slice(1, -1);
  const atHost = session.sharing('host', ({ host }) => host, now.host);
  const end = firstFrom(atHost, time);
  return atHost.slice(Math.max(0, end - MOST), end).find((entry) => answerOf(entry)?.includes(written));
}

function answerOf({ exchange: { response }, failed }: Entry): string | undefined {
  if (!response || failed) return undefined;
  const { body, headers } = response;
  if (body.is === 'parsed') return JSON.stringify(body.value);
  const bytes = decodedBytes(body, headers.get('content-encoding')?.value);
  return bytes && Buffer.from(bytes).toString('utf8');
}
