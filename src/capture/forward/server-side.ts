import type { Connection } from '../../exchange/exchange.js';
import { failureOf, withFailure } from '../../wire/failure.js';
import type { Dialed } from '../upstream/dialer.js';

/** A server after the handshake: with TLS 1.3 it refuses a client certificate, or that there is none, only then. */
export class ServerSide {
  #connection: Connection;
  #refusal: Error | undefined;

  constructor(readonly dialed: Dialed) {
    this.#connection = dialed.connection;
    dialed.stream.once('error', (error) => {
      this.#refusal = error;
      this.#connection = withFailure(this.#connection, failureOf(error), error);
    });
  }

  /** What is known of the connection by now. */
  get connection(): Connection {
    return this.#connection;
  }

  get refusal(): Error | undefined {
    return this.#refusal;
  }
}
