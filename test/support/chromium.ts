import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { emptyFolder } from './empty-folder.js';

/** Whichever there is, of Debian's or Google's packages. */
const program = process.env.CHROMIUM ?? 'chromium';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A page in a real browser. */
export interface BrowserPage {
  /** A command of the Chrome DevTools Protocol. */
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Goes to an address and waits until all of it is there. */
  open(url: string): Promise<void>;
  /** The value of an expression in the page; the page's policy does not hold for it. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** What has happened since the page was opened, by the protocol's name. */
  seen(method: string): Record<string, unknown>[];
}

/** Starts a browser of its own without a window, driven over a pipe: no port is opened. */
export async function startBrowser(): Promise<{ page: BrowserPage; close(): Promise<void> }> {
  const browser = spawn(
    program,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--remote-debugging-pipe',
      `--user-data-dir=${emptyFolder()}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((done) => browser.once('exit', () => done()));
  const [, , , input, output] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const events: Message[] = [];
  const watchers = new Set<() => void>();
  const hear = (message: Message) => {
    if (message.id === undefined) {
      events.push(message);
      for (const watch of watchers) watch();
    } else waiting.get(message.id)?.(message);
  };
  void read(output, hear);

  let last = 0;
  let sessionId: string | undefined;
  const send: BrowserPage['send'] = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result = {}, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  const seen: BrowserPage['seen'] = (method) =>
    events.filter((event) => event.method === method).map(({ params = {} }) => params);

  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const attached = await send('Target.attachToTarget', { targetId, flatten: true });
  sessionId = attached.sessionId as string;
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await send(`${domain}.enable`);

  const page: BrowserPage = {
    send,
    seen,
    async open(url) {
      events.length = 0;
      const loaded = new Promise<void>((done) => {
        const watch = () => {
          if (seen('Page.loadEventFired').length === 0) return;
          watchers.delete(watch);
          done();
        };
        watchers.add(watch);
      });
      await send('Page.navigate', { url });
      await loaded;
    },
    async evaluate<Value>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: Value }).value;
    },
  };
  return {
    page,
    async close() {
      browser.kill();
      await ended;
    },
  };
}

/** Messages end with NUL. */
async function read(output: Readable, hear: (message: Message) => void): Promise<void> {
  let rest = '';
  output.setEncoding('utf8');
  for await (const chunk of output) {
    const messages = `${rest}${chunk}`.split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) hear(JSON.parse(message) as Message);
  }
}
