import { HarFile } from '../../src/har/har-file.js';

/** A program to be killed: appends entries of a megabyte for ever, and says after each how many there are. */
const file = new HarFile(process.argv[2] as string);
const text = 'x'.repeat(1_000_000);
for (let number = 1; ; number++) {
  const message = { httpVersion: 'HTTP/1.1', cookies: [], headers: [], headersSize: -1, bodySize: -1 };
  file.append(
    JSON.stringify({
      startedDateTime: '2026-01-02T00:00:00.000Z',
      time: 1,
      request: { method: 'GET', url: `https://api.acmepay.example/${number}`, queryString: [], ...message },
      response: {
        status: 200,
        statusText: 'OK',
        redirectURL: '',
        content: { size: text.length, mimeType: 'text/plain', text },
        ...message,
      },
      cache: {},
      timings: { send: 0, wait: 1, receive: 0 },
    }),
  );
  process.stdout.write(`${number}\n`);
}
