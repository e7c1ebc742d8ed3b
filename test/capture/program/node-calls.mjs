// Makes one call in the way that its first word names, and prints what came back.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';

const [way, url] = process.argv.slice(2);
const module = url.startsWith('https') ? https : http;

function request(options, body) {
  return new Promise((resolve, reject) => {
    const call = module.request(url, options, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve(`${answer.statusCode} ${Buffer.concat(chunks)}`));
    });
    call.on('error', reject).end(body);
  });
}

class OwnWay extends module.Agent {
  createConnection(options, done) {
    return super.createConnection(options, done);
  }
}

/** As old libraries do: without a callback. */
class SynchronousWay extends module.Agent {
  createConnection(options) {
    return super.createConnection(options);
  }
}

const AS_TEXT = { validateStatus: null, transformResponse: (text) => text };

const ways = {
  request: () => request({ method: 'POST', headers: { 'content-type': 'text/plain' } }, 'sent'),
  async 'keep-alive'() {
    const agent = new module.Agent({ keepAlive: true, maxSockets: 1 });
    const answers = [await request({ agent }), await request({ agent })];
    agent.destroy();
    return answers.join(' ');
  },
  'own-authorities': async () => {
    const ca = readFileSync(process.env.OTHER_CA);
    return request({ agent: new module.Agent({ ca }) });
  },
  'no-agent': () => request({ agent: false }),
  subclass: () => request({ agent: new OwnWay() }),
  synchronous: () => request({ agent: new SynchronousWay() }),
  socket: () => request({ socketPath: process.env.SOCKET }),
  timeout: () =>
    new Promise((resolve) => {
      const call = module.request(url, { timeout: 50 });
      call.on('timeout', () => call.destroy(new Error('too late')));
      call.on('error', ({ message }) => resolve(message));
      call.end();
    }),
  async fetch() {
    const answer = await fetch(url, { method: 'POST', body: 'sent' });
    return `${answer.status} ${await answer.text()}`;
  },
  async undici() {
    const undici = createRequire(process.env.MODULES)('undici');
    const { statusCode, body } = await undici.request(url);
    return `${statusCode} ${await body.text()}`;
  },
  async 'own-dispatcher'() {
    const undici = createRequire(process.env.MODULES)('undici');
    undici.setGlobalDispatcher(new undici.Agent());
    const answer = await fetch(url);
    return `${answer.status} ${await answer.text()}`;
  },
  async axios() {
    const axios = createRequire(process.env.MODULES)('axios');
    const { status, data } = await axios.get(url, AS_TEXT);
    return `${status} ${data}`;
  },
  async 'axios-without-proxy'() {
    const axios = createRequire(process.env.MODULES)('axios');
    const { status, data } = await axios.get(url, { ...AS_TEXT, proxy: false });
    return `${status} ${data}`;
  },
};

try {
  process.stdout.write(await ways[way]());
} catch (error) {
  process.stdout.write(`failed ${(error.cause ?? error).code} ${(error.cause ?? error).message}`);
}
