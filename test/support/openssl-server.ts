import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LoopbackServer } from './servers.js';

/** `openssl s_server` with these further options, which answers every request with a page: its alerts are OpenSSL's own. */
export async function startOpenssl(...options: string[]): Promise<LoopbackServer> {
  const child = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', '-www', ...options]);
  const ended = once(child, 'close');
  let greeting = '';
  while (!/ACCEPT .*:\d+\n/.test(greeting)) greeting += (await once(child.stdout, 'data'))[0];
  return {
    port: Number(/ACCEPT .*:(\d+)\n/.exec(greeting)?.[1]),
    async close() {
      child.kill();
      await ended;
    },
  };
}
