import type { Call } from './calls.js';

/** A real program that makes the calls, and how it tells of their failure. */
export interface Client {
  readonly name: string;
  /** The command that makes a call, run in a folder with the programs; stdout and stderr go into the recording. */
  command(call: Call): readonly string[];
  readonly form?: string;
  /** Packages of the npm registry that the program needs. */
  readonly npm?: readonly string[];
  /** Packages of Debian that it needs; such clients are recorded by hand, see record.ts. */
  readonly debian?: readonly string[];
  /** Run once before the calls, in the same folder. */
  readonly prepare?: readonly string[];
  /** Only those calls that the client tells of in this way: with or without an answer. */
  readonly only?: 'answered' | 'unanswered';
}

const node = (program: string) => () => ['node', program];
const python = (program: string) => () => ['/usr/bin/python3', program];

const GUZZLE = ['php-cli', 'php-curl', 'php-guzzlehttp-guzzle'];
const JAVA_LIBRARIES = ['libspring-web-java', 'libokhttp-java', 'libhttpclient-java'];
const CLASSES = [
  'spring3-web-3.x',
  'spring3-core-3.x',
  'okhttp',
  'okio',
  'httpclient',
  'httpcore',
  'commons-logging',
];
const CLASS_PATH = ['.', ...CLASSES.map((name) => `/usr/share/java/${name}.jar`)].join(':');

/** Every client that was recorded, and curl to compare them with. */
export const CLIENTS: readonly Client[] = [
  { name: 'curl-verbose', command: curl },
  { name: 'axios-print', form: 'print', command: node('axios.mjs'), npm: ['axios@1'] },
  { name: 'axios-json', form: 'json', command: node('axios.mjs'), npm: ['axios@1'] },
  { name: 'axios-whole', form: 'whole', command: node('axios.mjs'), npm: ['axios@1'], only: 'answered' },
  {
    name: 'axios-response',
    form: 'response',
    command: node('axios.mjs'),
    npm: ['axios@1'],
    only: 'answered',
  },
  { name: 'got-print', form: 'print', command: node('got.mjs'), npm: ['got@14'] },
  { name: 'got-json', form: 'json', command: node('got.mjs'), npm: ['got@14'] },
  { name: 'fetch', command: node('fetch.mjs') },
  { name: 'undici', command: node('undici.mjs'), npm: ['undici@7'] },
  { name: 'newman-verbose', form: 'verbose', command: node('newman.mjs'), npm: ['newman@6'] },
  { name: 'newman', command: node('newman.mjs'), npm: ['newman@6'] },
  { name: 'newman-json', form: 'json', command: node('newman.mjs'), npm: ['newman@6'] },
  { name: 'guzzle', form: 'message', command: () => ['php', 'guzzle.php'], debian: GUZZLE },
  { name: 'guzzle-uncaught', form: 'uncaught', command: () => ['php', 'guzzle.php'], debian: GUZZLE },
  { name: 'requests', command: python('python_requests.py'), debian: ['python3-requests'] },
  { name: 'httpx', command: python('python_httpx.py'), debian: ['python3-httpx'] },
  { name: 'urllib', command: python('python_urllib.py'), debian: ['python3'] },
  {
    name: 'go',
    command: () => ['./call'],
    prepare: ['go', 'build', '-o', 'call', 'call.go'],
    debian: ['golang-go'],
  },
  ...['spring', 'okhttp', 'apache', 'connection', 'net'].map(java),
  { name: 'httpie-verbose', command: (call) => httpie(call, '-v'), debian: ['httpie'] },
  { name: 'httpie-terminal', command: (call) => httpie(call, '-v', '--pretty=all'), debian: ['httpie'] },
  {
    name: 'httpie-check',
    command: (call) => httpie(call, '--print=hb', '--check-status'),
    debian: ['httpie'],
  },
];

function curl({ method, url, headers, body }: Call): string[] {
  const fields = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const data = body ? ['-d', body] : [];
  return ['curl', '-q', '-sS', '-v', '-m', '0.5', '-X', method, url, ...fields, ...data];
}

function httpie({ method, url, headers, body }: Call, ...options: string[]): string[] {
  const fields = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  const data = body ? ['--raw', body] : [];
  return ['http', '--ignore-stdin', '--timeout', '0.5', ...options, ...data, method, url, ...fields];
}

function java(library: string): Client {
  const trust = ['-Djavax.net.ssl.trustStore=trust.p12', '-Djavax.net.ssl.trustStorePassword=errdoctor'];
  return {
    name: `java-${library}`,
    command: ({ method, url, headers, body = '' }) => [
      ...['java', ...trust, '-cp', CLASS_PATH, 'Call', library, method, url, body],
      ...Object.entries(headers).flat(),
    ],
    prepare: [
      'sh',
      '-c',
      `rm -f trust.p12; keytool -importcert -noprompt -file ca.pem -keystore trust.p12 -storepass errdoctor && javac -cp ${CLASS_PATH} Call.java`,
    ],
    debian: ['default-jdk-headless', ...JAVA_LIBRARIES],
  };
}
