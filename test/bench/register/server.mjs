// Answers with as many bytes of JSON as the path says.
import { createServer } from 'node:http';

const bodies = new Map();

const server = createServer((request, response) => {
  const { url } = request;
  const body =
    bodies.get(url) ??
    Buffer.from(JSON.stringify({ ok: true, items: 'x'.repeat(Number(url.slice(1)) - 24) }));
  bodies.set(url, body);
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
