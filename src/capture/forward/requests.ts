import type { Socket } from 'node:net';
import { failureOf } from '../../wire/failure.js';
import { CallRecorder } from '../../recording/call-recorder.js';
import type { Leg } from '../../wire/leg.js';
import { methodOf, requestReader } from '../../recording/framing.js';
import type { Part } from '../../recording/message-reader.js';
import { refuse } from '../refuse.js';
import { pass, reset } from '../relay.js';
import { untilGone } from '../until-gone.js';
import { DialFailed } from '../upstream/dial-failed.js';
import type { Dialed } from '../upstream/dialer.js';
import { type AbsoluteForm, absoluteForm, inAbsoluteForm, inOriginForm } from './absolute-form.js';
import type { ForwardProxyOptions } from './options.js';
import { statusLine } from './status-line.js';

/** Said to who takes a proxy for a server. */
export const NO_PROXY_REQUEST = 'This is a proxy: it takes CONNECT and requests with a whole URL.';

/** Milliseconds. Who has ended a whole request and waits for its answer looks like one who has left. */
const PATIENCE = 1000;

/** The server that the requests of a client go to at the moment. */
interface Current {
  readonly origin: string;
  readonly server: Dialed;
  readonly recorder: CallRecorder;
}

/** The requests of one client that name their servers in absolute form. */
export class Requests {
  readonly #reader = requestReader();
  #current: Current | undefined;
  /** Called when a call is complete. */
  #wake: () => void = () => undefined;

  constructor(
    private readonly client: Socket,
    private readonly options: ForwardProxyOptions,
  ) {}

  /** Passes all of them on, until the client sends nothing more. Rejects where it breaks off. */
  async run(): Promise<void> {
    const { client, options } = this;
    client.once('error', () => {
      this.#current?.recorder.givenUp();
      if (this.#current) reset(this.#current.server);
    });
    client.once('close', () => {
      this.#current?.recorder.givenUp();
      this.#current?.server.tcp.destroy();
      this.#wake();
    });
    for await (const bytes of client.iterator({ destroyOnReturn: false })) {
      for (const part of this.#reader.push(bytes)) if (!(await this.#take(part))) return;
      await options.admission?.();
    }
    await this.#send(this.#reader.stop());
    this.#current?.recorder.sentEnd();
    (this.#current?.server.stream ?? client).end();
  }

  /** Whether more may come. */
  async #take(part: Part): Promise<boolean> {
    if (part.is === 'end') return true;
    if (part.is !== 'head') {
      await this.#send(part.bytes);
      return true;
    }
    const form = absoluteForm(part.head.first);
    const method = methodOf(part.head);
    if (form?.origin !== this.#current?.origin) await this.#leaveServer();
    if (!form) return this.#finish('400 Bad Request', NO_PROXY_REQUEST, method);
    const head = inOriginForm(part.bytes, form);
    try {
      this.#current ??= this.#listen(
        form.origin,
        await untilGone(this.client, (signal) => this.#dial(form, signal), PATIENCE),
      );
    } catch (error) {
      if (!(error instanceof DialFailed)) throw error;
      const recorder = new CallRecorder(form.origin, this.options.onCall, () => error.connection);
      recorder.sent(head);
      recorder.fail(error.failure);
      return this.#finish(statusLine(error), error.failure.says, method);
    }
    const { recorder, server } = this.#current;
    recorder.sent(head);
    await this.#write(server.proxy ? inAbsoluteForm(part.bytes, server.proxy.authorization) : head);
    return true;
  }

  /** Once its calls are complete: answers come in the order of the requests. */
  async #leaveServer(): Promise<void> {
    const left = this.#current;
    while (left?.recorder.isBusy && !this.client.destroyed)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#current = undefined;
    left?.server.stream.destroy();
  }

  #dial({ scheme, target }: AbsoluteForm, signal: AbortSignal): Promise<Dialed> {
    const { dialer } = this.options;
    return scheme === 'http'
      ? dialer.connectForRequests(target, signal)
      : dialer.connectVerified(target, ['http/1.1'], signal);
  }

  #listen(origin: string, server: Dialed): Current {
    const { client } = this;
    const onCall = (leg: Leg) => {
      this.options.onCall(leg);
      this.#wake();
    };
    const recorder = new CallRecorder(origin, onCall, () => server.connection);
    const isCurrent = () => this.#current?.server === server;
    server.stream.on('data', (bytes: Buffer) => {
      recorder.received(bytes);
      pass(bytes, server.stream, client);
      if (recorder.hasSwitched) void this.#send(this.#reader.stop());
    });
    server.stream.once('end', () => {
      recorder.receivedEnd();
      if (isCurrent()) client.end();
    });
    server.stream.once('error', (error) => {
      recorder.fail(failureOf(error));
      if (isCurrent()) reset({ stream: client, tcp: client });
    });
    server.stream.once('close', () => {
      recorder.receivedEnd();
      if (isCurrent() && !server.stream.readableEnded) client.destroy();
    });
    return { origin, server, recorder };
  }

  async #send(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    this.#current?.recorder.sent(bytes);
    await this.#write(bytes);
  }

  async #write(bytes: Buffer): Promise<void> {
    const stream = this.#current?.server.stream;
    if (!stream || stream.destroyed || stream.writableEnded || stream.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        stream.off('drain', go).off('close', go);
        resolve();
      };
      stream.on('drain', go).on('close', go);
    });
  }

  /** What else the client sends is read by nobody. */
  #finish(status: string, says: string, method: string): false {
    refuse(this.client, status, says, method);
    return false;
  }
}
