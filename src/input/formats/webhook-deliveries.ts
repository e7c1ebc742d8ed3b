import type { Exchange } from '../../exchange/exchange.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import type { Span } from '../../exchange/place.js';
import { jsonOf } from '../locate.js';
import { readDelivery } from '../webhook/delivery-record.js';

/** Names under which an API lists the deliveries of an endpoint. */
const LISTS = ['deliveries', 'data', 'items', 'records', 'results', 'events', 'logs'];
/** A record is smaller. */
const RECORD_SNIFFED = 256 * 1024;

/** Records of a provider's webhook delivery log, one or a list of them. */
const webhookDeliveries: Format = {
  name: 'webhook delivery log',
  example: `echo '{"event":"…","url":"https://…","status":"failed","error":"…","attempts":[…]}' | errdoctor`,
  surest: 0.7,

  sniff(input) {
    const [first] = records(input);
    if (!first || first.end - first.start > RECORD_SNIFFED) return 0;
    const value = parse(input, first);
    // An exchange that was written down whole says more.
    return !exchangeMembers(value) && readDelivery(value, first) ? 0.7 : 0;
  },

  read(input): Reading {
    const exchanges: Exchange[] = [];
    let others = 0;
    for (const record of records(input)) {
      const exchange = readDelivery(parse(input, record), record);
      if (exchange) exchanges.push(exchange);
      else others++;
    }
    if (exchanges.length === 0)
      throw new UnreadableInput(`${input.name} holds no record of a webhook delivery.`);
    const left =
      others === 1 ? '1 value is no delivery and was' : `${others} values are no deliveries and were`;
    return { exchanges, problems: others > 0 ? [`${left} left out.`] : [] };
  },
};

export default webhookDeliveries;

function records(input: Input): Span[] {
  const json = jsonOf(input);
  const limit = input.bytes.length;
  const start = json.skipSpace(0, limit);
  if (!json.isContainer(start)) return [];
  const { end } = json.value(start, limit);
  const list = json.isArray(start) ? start : listIn(input, { start, end });
  if (list === undefined) return [{ start, end }];
  const elements = [...(json.container(list, end)?.members.values() ?? [])];
  return elements
    .filter((element) => json.isContainer(element.start))
    .map((element) => ({ start: element.start, end: element.end }));
}

/** `{"deliveries":[…]}`: a list beside which no event and no endpoint stand. */
function listIn(input: Input, { start, end }: Span): number | undefined {
  const json = jsonOf(input);
  const members = json.container(start, end)?.members;
  if (!members || members.has('url') || members.has('endpoint') || members.has('event')) return undefined;
  const list = LISTS.map((name) => members.get(name)).find((member) => member && json.isArray(member.start));
  return list?.start;
}

function parse(input: Input, span: Span): unknown {
  try {
    return JSON.parse(input.text(span));
  } catch {
    return undefined;
  }
}
