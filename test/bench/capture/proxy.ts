import { startReverseProxy } from '../../../src/capture/reverse/reverse-proxy.js';
import { Dialer } from '../../../src/capture/upstream/dialer.js';

/** A reverse proxy to the URL of its argument, whose calls nobody examines; says its port. */
const { port } = await startReverseProxy({
  to: new URL(process.argv[2] ?? ''),
  dialer: new Dialer({}),
  onCall: () => undefined,
  onRemark: () => undefined,
});
process.send?.(port);
