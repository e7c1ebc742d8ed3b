import type { Body } from './body.js';
import type { Headers } from './headers.js';
import type { Place } from './place.js';

/** One request and its answer, or the failure to get one. Any part may be missing: undefined is *not captured*. */
export interface Exchange {
  readonly request?: RequestMessage | undefined;
  readonly response?: ResponseMessage | undefined;
  /** Why there is no (whole) answer. */
  readonly transport?: TransportFailure | undefined;
  readonly connection?: Connection | undefined;
  /** Epoch milliseconds by the recorder's own clock, which may be the fault: order only, never proof. */
  readonly time?: { readonly start?: number; readonly end?: number } | undefined;
  /** The provider is the one that called: the request went to the user's own endpoint, whose host names nobody. */
  readonly delivery?: true | undefined;
  /** Redirects, 401 challenges, CONNECT and 1xx answers that led to this one, oldest first. */
  readonly hops: readonly Exchange[];
  readonly recorder: Recorder;
  /** Where the exchange stands in the input. */
  readonly at: Place;
}

interface Message {
  readonly httpVersion?: '1.0' | '1.1' | '2' | '3' | undefined;
  readonly headers: Headers;
  readonly body: Body;
  readonly at?: Place | undefined;
}

export interface RequestMessage extends Message {
  readonly method?: string | undefined;
  /** Absolute URL as far as it is known; never re-encoded. */
  readonly url?: string | undefined;
  /** Request target as on the wire (`/v2/x?y=1`); undefined when only a rebuilt URL is known. */
  readonly target?: string | undefined;
  readonly methodAt?: Place | undefined;
  readonly urlAt?: Place | undefined;
  /** Method and URL were not captured: somebody said them. */
  readonly isTold?: true | undefined;
}

export interface ResponseMessage extends Message {
  /** HTTP status; undefined when only a body was captured. */
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  readonly statusAt?: Place | undefined;
  /** The recorder calls the answer an error, whatever its status. */
  readonly isError?: true | undefined;
}

export type TransportKind =
  | 'dns' // name not resolved
  | 'connect' // refused, no route
  | 'tls' // handshake failed, certificate refused on either side
  | 'timeout'
  | 'reset' // connection closed or reset before a whole answer
  | 'proxy'
  | 'http2'
  | 'usage' // the client refused its own arguments
  | 'other';

export interface TransportFailure {
  readonly kind: TransportKind;
  /** The client's own words. */
  readonly says: string;
  readonly curlExit?: number | undefined;
  readonly at?: Place | undefined;
}

/** What a recorder saw below HTTP. A missing member was not captured. */
export interface Connection {
  readonly peer?: { readonly address: string; readonly port?: number; readonly at?: Place } | undefined;
  /** The last address that was tried, when no connection came about. */
  readonly tried?: { readonly address: string; readonly at?: Place } | undefined;
  readonly proxy?:
    | { readonly name: string; readonly fromEnvironment?: boolean; readonly at?: Place }
    | undefined;
  readonly tls?: TlsInfo | undefined;
}

export interface TlsInfo {
  readonly version?: string | undefined;
  readonly alpn?: string | undefined;
  readonly serverSubject?: string | undefined;
  readonly serverIssuer?: string | undefined;
  readonly serverNotAfter?: string | undefined;
  /** The client's own verdict on the server certificate. */
  readonly serverVerified?: boolean | undefined;
  readonly verifyError?: string | undefined;
  /** The server sent CertificateRequest; only false when the recorder shows every handshake message. */
  readonly clientCertificateRequested?: boolean | undefined;
  readonly clientCertificateSent?: boolean | undefined;
  /** A TLS alert that ended the handshake or came after it, in words (`unknown ca`). */
  readonly alert?: string | undefined;
  readonly at?: Place | undefined;
}

/** Who made the capture. What it leaves out is seen in the exchange itself: those parts are missing. */
export interface Recorder {
  /** `curl -v`, `HAR (WebInspector 537.36)`, … as it is said to the user. */
  readonly name: string;
  /** The one command that captures more; without it the general advice stands. */
  readonly captureMore?: string | undefined;
}
