import type { Exchange } from '../../exchange/exchange.js';
import { defineFacts, known } from '../fact.js';

/** Calls of a web page to another origin, as far as the exchange shows them (the Fetch standard, "CORS protocol"). */
export default defineFacts({
  'cors.preflightRefused': {
    means: 'whether this is the OPTIONS request of a browser that asks for permission, and it failed',
    get: ({ exchange }) => {
      const { request, response } = exchange;
      if (request?.method?.toUpperCase() !== 'OPTIONS' || (response?.status ?? 0) < 400) return known(false);
      const asked = request.headers.get('access-control-request-method');
      return known(asked !== undefined && request.headers.get('origin') !== undefined, asked?.at);
    },
    says: (_value, { exchange }) =>
      `the browser asks whether it may send ${exchange.request?.headers.get('access-control-request-method')?.value} from ${origin(exchange)}`,
  },
  'cors.answerHidden': {
    means: 'whether a browser withholds this failure from the page, because it names no allowed origin',
    get: ({ exchange }) => {
      const { request, response } = exchange;
      if (!response || (response.status ?? 0) < 400 || request?.method === 'OPTIONS') return known(false);
      if (request?.headers.get('sec-fetch-mode')?.value !== 'cors' || origin(exchange) === undefined)
        return known(false);
      if (/^same-(?:origin|site)$/.test(request.headers.get('sec-fetch-site')?.value ?? ''))
        return known(false);
      const allowed = response.headers.get('access-control-allow-origin');
      return known(!allowed && response.headers.proveAbsence('access-control-allow-origin'), response.at);
    },
    says: (_value, { exchange }) => `the page is of ${origin(exchange)}, and the answer allows no origin`,
  },
});

function origin({ request }: Exchange): string | undefined {
  return request?.headers.get('origin')?.value;
}
