// Calls as often as it is told to, some calls at a time, and says how many milliseconds that took, of which it worked how many.
import { Agent, get } from 'node:http';

const AT_A_TIME = 8;
const agent = new Agent({ keepAlive: true });

const call = {
  fetch: async (url) => (await fetch(url)).json(),
  http: (url) =>
    new Promise((resolve, reject) => {
      get(url, { agent }, (response) => {
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(pieces).toString())));
      }).on('error', reject);
    }),
};

process.on('message', async ({ kind, url, many }) => {
  let left = many;
  const [start, work] = [performance.now(), process.cpuUsage()];
  const line = async () => {
    while (left-- > 0) await call[kind](url);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, line));
  const { user, system } = process.cpuUsage(work);
  process.send({ time: performance.now() - start, work: (user + system) / 1000 });
});
