import { createServer } from 'node:http';

/** Answers each call at once with a kilobyte; says its port. */
const body = Buffer.alloc(1024, 'x');
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.end(body));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
