/** Where a captured program is led, and the files that make it trust the proxy. */
export interface Lead {
  /** `http://127.0.0.1:41234`. */
  readonly proxy: URL;
  /** PEM: the proxy's authority and all that the program would have trusted. */
  readonly bundle: string;
  /** PEM: the proxy's authority and what NODE_EXTRA_CA_CERTS named. */
  readonly extra: string;
  /** The same as the bundle, for Java. */
  readonly trustStore: string;
  /** A folder with a file of settings for PHP. */
  readonly phpFolder: string;
  /** The file that leads Node programs, where this build has one. */
  readonly nodeHook: string | undefined;
  /** The user's own variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * What one runtime takes from its environment. All runtimes' variables are given to every program, because it may start
 * others; HTTP_PROXY and HTTPS_PROXY are given besides. The folder `runtimes/` is the registry.
 */
export interface Runtime {
  readonly name: string;
  /** Names of the programs that it is started by. */
  readonly commands: RegExp;
  /** Variables that name a file of authorities in PEM. */
  readonly authorities?: readonly string[];
  /** Other variables. */
  readonly variables?: (lead: Lead) => Readonly<Record<string, string>>;
  /** Which of its calls go past the proxy, and what to do: whole sentences. */
  readonly goesPast: string;
  /** What to do where it refuses the proxy's certificate: the rest of a sentence. */
  readonly refuses: string;
}

/** A path as one word in a list of options that are separated by spaces. */
export function quoted(path: string): string {
  return /[\s"\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path;
}
