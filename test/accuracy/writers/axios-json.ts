import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

/** `JSON.stringify(error)` of axios 1: the request as configured and the status, but no part of the answer. */
export default {
  name: 'axios error',
  write({ call, answer, failure, record }, random) {
    if (record || (answer ? answer.status < 300 : !failure)) return undefined;
    const { code, message } = answer
      ? {
          code: answer.status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST',
          message: `Request failed with status code ${answer.status}`,
        }
      : (failure?.node ?? { code: '', message: '' });
    const config = {
      transitional: { silentJSONParsing: true, forcedJSONParsing: true, clarifyTimeoutError: false },
      adapter: ['xhr', 'http', 'fetch'],
      timeout: 0,
      headers: {
        Accept: 'application/json, text/plain, */*',
        ...Object.fromEntries(call.headers),
        'User-Agent': 'axios/1.7.9',
        'Accept-Encoding': 'gzip, compress, deflate, br',
      },
      method: call.method.toLowerCase(),
      url: call.url,
      ...(call.body !== undefined && { data: call.body }),
    };
    const text = JSON.stringify(
      {
        message,
        name: 'AxiosError',
        stack: `AxiosError: ${message}\n    at settle`,
        config,
        code,
        ...(answer && { status: answer.status }),
      },
      undefined,
      random.chance(0.3) ? 2 : undefined,
    );
    return capture(`${text}\n`, {
      line: true,
      requestHeaders: true,
      requestBody: call.body !== undefined,
      status: Boolean(answer),
      clientWords: Boolean(failure),
    });
  },
} satisfies Writer;
