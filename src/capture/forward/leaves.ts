import { createSecureContext, type SecureContext } from 'node:tls';
import type { Authority } from '../../certificates/authority.js';

/** Each takes some memory, and a crawler calls many hosts. */
const MOST = 500;

/** The certificates that a capture shows to programs, made when they are needed. */
export class Leaves {
  readonly #contexts = new Map<string, Promise<SecureContext>>();

  constructor(private readonly authority: Authority) {}

  /** For a host name or an address. */
  for(name: string, trust?: 'untrusted'): Promise<SecureContext> {
    const id = `${name} ${trust}`;
    const context = this.#contexts.get(id) ?? this.#make(name, trust);
    // Those that are used stand behind those that were.
    this.#contexts.delete(id);
    this.#contexts.set(id, context);
    const [oldest = ''] = this.#contexts.keys();
    if (this.#contexts.size > MOST) this.#contexts.delete(oldest);
    return context;
  }

  async #make(name: string, trust?: 'untrusted'): Promise<SecureContext> {
    const { key, certificate } = await this.authority.issue([name], trust);
    // Whoever shows a certificate of its own is not verified: no authorities are needed for that.
    return createSecureContext({ key, cert: certificate, ca: [], sessionIdContext: 'errdoctor' });
  }
}
