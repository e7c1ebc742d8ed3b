import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Engine, loadEngine } from '../../../src/causes/engine.js';
import type { OfferSetting } from '../../../src/cli/wizard/offer.js';
import { offers } from '../../../src/cli/wizard/offers.generated.js';
import { diagnoseInputs } from '../../../src/diagnose-inputs.js';
import { formats } from '../../../src/input/formats.generated.js';
import { Input } from '../../../src/input/input.js';
import { readInput } from '../../../src/input/read-input.js';
import { maskFor } from '../../../src/mask-for.js';
import { readAnswers } from '../../../src/wizard/answers.js';
import { type Case, exchangeOf, NOTHING_CAPTURED, optionsOf } from '../../../src/wizard/case.js';
import { Inquiry } from '../../../src/wizard/inquiry.js';
import type { Session } from '../../../src/wizard/session.js';
import { startDns } from '../../support/dns-server.js';
import { emptyFolder } from '../../support/empty-folder.js';
import { noTerminal } from '../../support/in-process.js';
import { sources } from '../../support/packs.js';
import { ScriptedPrompts } from '../../support/scripted-prompts.js';
import { startHttp } from '../../support/servers.js';

const NO_TLS = { trust: { certificates: [], says: 'nobody' } };
const SECRET = 'errdoctor-example-secret-91be4c07d2';

let engine: Engine;

beforeAll(async () => {
  engine = await loadEngine({ all: true });
});

function io(env: Readonly<Record<string, string>>): OfferSetting['io'] {
  const sink = { isTTY: false, columns: undefined, write: async () => undefined };
  return {
    stdin: { isTTY: false, stream: Readable.from([]) },
    stdout: sink,
    stderr: sink,
    terminal: noTerminal,
    env,
    onInterrupt: () => () => undefined,
  };
}

interface Given {
  readonly capture?: string;
  readonly one?: Partial<Case>;
  readonly options?: OfferSetting['options'];
  readonly env?: Readonly<Record<string, string>>;
}

async function settingOf(prompts: ScriptedPrompts, given: Given): Promise<OfferSetting> {
  const { capture, options = {}, env = {} } = given;
  const input = new Input('call.txt', Buffer.from(capture ?? ''));
  const captured = capture === undefined ? NOTHING_CAPTURED : readInput(input, formats).exchanges.at(-1);
  const one: Case = {
    captured: captured ?? NOTHING_CAPTURED,
    pasted: [],
    statement: {},
    options: {},
    settled: new Set(),
    ...given.one,
  };
  const inquiry = new Inquiry(engine, { tls: NO_TLS });
  const diagnosis = await inquiry.examine(one);
  const session: Session = {
    one,
    steps: [],
    finished: true,
    ...(capture !== undefined && { capture: { input, entry: 1, isFile: true } }),
  };
  const read = [{ input, exchanges: [exchangeOf(one)] }];
  const settings = [...engine.store.packs.values()].map((pack) => pack.settings);
  const mask = maskFor(read, settings, one.options.signing?.secrets);
  return {
    session,
    diagnosis,
    questions: inquiry.questions(one, diagnosis),
    engine,
    prompts,
    io: io(env),
    asides: ['back', 'quit'],
    given: { tls: NO_TLS },
    options,
    mask,
    examine: (other) => inquiry.examine(other),
    report: async () => ({
      report: (await diagnoseInputs(engine, read, { ...optionsOf(one), always: true })).report,
      context: {
        inputs: new Map([[input.name, input]]),
        mask,
        color: false,
        width: 80,
        all: false,
        limit: 10,
      },
    }),
  };
}

async function take(name: keyof typeof offers, prompts: ScriptedPrompts, given: Given) {
  const reply = await offers[name].take(await settingOf(prompts, given));
  if (reply.is !== 'answer') throw new Error(`It ended with ${reply.is}.`);
  return reply.value;
}

function callTo(port: number, method: string, header = ''): string {
  return `> ${method} /v1/things HTTP/1.1\n> Host: 127.0.0.1:${port}\n> Accept: */*\n${header}>\n< HTTP/1.1 503 Service Unavailable\n< Content-Length: 0\n<\n`.replace(
    /^/,
    `*   Trying 127.0.0.1:${port}...\n* Connected to 127.0.0.1 (127.0.0.1) port ${port}\n`,
  );
}

describe('the offer to recompute the signature', () => {
  let capture: string;

  beforeAll(async () => {
    const examples = sources
      .filter(({ id }) => id === 'pandabase')
      .flatMap(({ rules }) => rules.flatMap(({ rule }) => rule.examples.fires.map(({ http }) => http)));
    for (const http of examples) {
      const setting = await settingOf(new ScriptedPrompts(), { capture: http });
      if (!offers.signature.label(setting)) continue;
      capture = http;
      return;
    }
  });

  it('takes the secret from where it is, and shows it nowhere', async () => {
    const file = join(emptyFolder(), 'secret');
    writeFileSync(file, `${SECRET}\n`);
    const ways = [
      new ScriptedPrompts('I type', SECRET),
      new ScriptedPrompts('in a variable', 'NO_SUCH_VARIABLE', SECRET, 'SHOP_SECRET'),
      new ScriptedPrompts('in a file', join(file, 'not'), file),
      new ScriptedPrompts('I type', { aside: 'back' }, 'I type', ' ', 'I type', '', SECRET),
    ];
    for (const prompts of ways) {
      const { then, words, says } = await take('signature', prompts, {
        capture,
        env: { SHOP_SECRET: SECRET },
      });
      expect(then?.options.signing?.secrets.map(({ value }) => value)).toEqual([SECRET]);
      expect(then?.settled).toContain('secret');
      expect(prompts.left).toBe(0);
      expect(says).toHaveLength(1);
      expect([...prompts.seen, words, ...says].join('\n')).not.toContain(SECRET);
      const found = await engine.prove(exchangeOf(then as Case), optionsOf(then as Case));
      expect(found.facts.stated.signature?.is).not.toBe('no-secret');
    }
  });

  it('is not made where no signature was sent', async () => {
    const setting = await settingOf(new ScriptedPrompts(), { one: { statement: { status: 403 } } });
    expect(offers.signature.label(setting)).toBeUndefined();
  });

  it('takes nothing where somebody thinks better of it', async () => {
    const setting = await settingOf(new ScriptedPrompts({ aside: 'quit' }), { capture });
    expect(await offers.signature.take(setting)).toEqual({ is: 'quit' });
  });
});

describe('the offer to look at the network', () => {
  const refused = {
    one: {
      statement: { status: 403, message: 'No authorized IPs configured' },
      options: { provider: 'axys' },
    },
  };

  it('looks only after a yes, from the address that somebody names', async () => {
    const dns = await startDns({ '7.113.0.203.in-addr.arpa PTR': ['calls.example.com'] });
    const list = join(emptyFolder(), 'allowlist.txt');
    writeFileSync(list, '203.0.113.0/24\n');
    try {
      const prompts = new ScriptedPrompts(
        'yes',
        'localhost',
        '203.0.113.7',
        '/no/such.crt',
        'calls.example.com',
        list,
      );
      const { then, says, words } = await take('probe', prompts, {
        ...refused,
        options: { resolver: dns.address },
      });
      expect(prompts.left).toBe(0);
      expect(prompts.seen).toContain('Expected an IP address such as 203.0.113.7.');
      expect(then?.options.answers).toMatchObject({ 'egress.onAllowlist': true, 'dns.fcrdns': 'mismatch' });
      expect(then?.options.byHand?.has('dns.fcrdns') ?? false).toBe(false);
      expect(then?.options.probed).toHaveLength(1);
      expect(words).toBe('yes: probe dns 203.0.113.7');
      expect(says.join('\n')).toContain('calls.example.com');
      const inquiry = new Inquiry(engine, { tls: NO_TLS });
      const diagnosis = await inquiry.examine(then as Case);
      expect(diagnosis.faults[0]?.causes[0]?.candidate.rule.id).toBe('axys/fcrdns-mismatch');
      expect(inquiry.questions(then as Case, diagnosis).map(({ kind }) => kind)).not.toContain('probe');
    } finally {
      await dns.close();
    }
  });

  it('does nothing after a no', async () => {
    const setting = await settingOf(new ScriptedPrompts('no'), refused);
    expect(offers.probe.label(setting)).toContain('look at the network');
    expect(await offers.probe.take(setting)).toEqual({ is: 'unknown' });
  });
});

describe('the offer to send the call again', () => {
  async function server() {
    const methods: string[] = [];
    const { port, close } = await startHttp((request, response) => {
      methods.push(request.method ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
    return { port, close, methods };
  }

  it('sends a read after a yes and tells what came back', async () => {
    const { port, close, methods } = await server();
    try {
      const capture = callTo(port, 'GET');
      expect((await take('replay', new ScriptedPrompts('no'), { capture })).words).toContain(
        'nothing was sent',
      );
      expect(methods).toEqual([]);
      const { says } = await take('replay', new ScriptedPrompts('yes'), { capture });
      expect(methods).toEqual(['GET']);
      expect(says[0]).toMatch(/^Sent again: .*200/);
    } finally {
      await close();
    }
  });

  it('sends anything else only after the risk was told and the whole word typed', async () => {
    const { port, close, methods } = await server();
    try {
      for (const word of ['y', 'no', 'ok', 'yes please']) {
        const prompts = new ScriptedPrompts(word);
        await take('replay', prompts, { capture: callTo(port, 'POST') });
        expect(prompts.seen.join('\n')).toContain('find out first whether the captured one went through');
      }
      expect(methods).toEqual([]);
      await take('replay', new ScriptedPrompts('yes'), { capture: callTo(port, 'POST') });
      expect(methods).toEqual(['POST']);
    } finally {
      await close();
    }
  });

  it('explains what a masked credential needs, and sends no mask', async () => {
    const { port, close, methods } = await server();
    try {
      const capture = callTo(port, 'GET', '> Authorization: Bearer [REDACTED]\n');
      const { says } = await take('replay', new ScriptedPrompts(), { capture });
      expect(says.join('\n')).toContain('--credential-env');
      expect(methods).toEqual([]);
    } finally {
      await close();
    }
  });

  it('is not made for a call that was only told of', async () => {
    const setting = await settingOf(new ScriptedPrompts(), {
      one: { statement: { status: 500, method: 'GET', url: 'https://api.example.com/v1/things' } },
    });
    expect(offers.replay.label(setting)).toBeUndefined();
  });
});

describe('the offers to write something down', () => {
  const canary = 'psk_live_errdoctorExampleCanary0123456789abcdef';
  const capture = `> GET /v1/things HTTP/1.1\n> Host: api.example.com\n> Authorization: Bearer ${canary}\n>\n< HTTP/1.1 401 Unauthorized\n< Content-Length: 0\n<\n`;

  it('shows the message to support, and saves it where it is wanted', async () => {
    const file = join(emptyFolder(), 'message.txt');
    const shown = new ScriptedPrompts('no');
    expect((await take('support', shown, { capture })).words).toBe('shown');
    expect(shown.seen.join('\n')).toContain('Hello,');
    await take('support', new ScriptedPrompts('yes', file), { capture });
    expect(readFileSync(file, 'utf8')).toContain('Hello,');
    expect(readFileSync(file, 'utf8') + shown.seen.join('\n')).not.toContain(canary);
  });

  it('saves the transcript, over nothing without a yes', async () => {
    const folder = emptyFolder();
    const file = join(folder, 'it is one.md');
    mkdirSync(join(folder, 'taken'));
    const { says } = await take('transcript', new ScriptedPrompts(join(folder, 'taken'), 'yes', file), {
      capture,
    });
    expect(says).toEqual([`To repeat the diagnosis: errdoctor wizard call.txt --answers '${file}'`]);
    const written = readFileSync(file, 'utf8');
    expect(written).not.toContain(canary);
    expect((await readAnswers(written, file)).capture).toEqual({ file: 'call.txt', entry: 1 });

    writeFileSync(file, 'mine');
    const prompts = new ScriptedPrompts(file, 'no', { aside: 'back' });
    expect(await offers.transcript.take(await settingOf(prompts, { capture }))).toEqual({ is: 'back' });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    await take('transcript', new ScriptedPrompts(file, 'yes'), { capture });
    expect(readFileSync(file, 'utf8')).toBe(written);
  });
});
