import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { type ErrorText, readMessages } from '../client-errors/message-exchange.js';
import { findStackTraces } from '../client-errors/stack-trace.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';

const RECORDER: Recorder = {
  name: 'Java exception',
  captureMore:
    'java -Djdk.httpclient.HttpClient.log=requests,headers,errors …, or logging.level.org.apache.http.wire=DEBUG, or send the same request with: curl -sS -v …',
};

const SAMPLE = 64 * 1024;

/** Packages of HTTP clients, and of the network below them. */
const OF_HTTP =
  /\b(?:java\.net\.|javax\.net\.ssl\.|java\.nio\.channels\.UnresolvedAddress|sun\.net\.www\.protocol\.http|jdk\.internal\.net\.http|okhttp3\.|retrofit2\.|org\.apache\.(?:http|hc)\.|org\.springframework\.(?:web|http)\.|feign\.|reactor\.netty\.http|io\.ktor\.client|(?:javax|jakarta)\.ws\.rs\.)/;
/** What else talks over the network and fails in the same words. */
const OF_OTHERS = /\b(?:java\.sql|jdbc|org\.postgresql|com\.mysql|lettuce|jedis|kafka|mongodb?|amqp|ldap)\b/i;

const URL = String.raw`https?:\/\/[^\s"\])}]{1,8192}`;
const STATUS = String.raw`(?<status>[1-9]\d\d)`;
const PATTERNS = [
  // Spring: which request, since version 6; the body in quotation marks since 5.3, in brackets before.
  String.raw`: ${STATUS} (?<reason>[^":\n]{0,100}?) on (?<method>[A-Z]{1,20}) request for "(?<url>${URL})": ["[]?(?<body>)`,
  String.raw`\b(?:HttpClientError|HttpServerError|UnknownHttpStatusCode|UnknownContentType)Exception(?:\$\w{1,60})?: ${STATUS}(?: (?<reason>[^:\n]{0,100}))?(?:: ["[]?(?<body>))?`,
  String.raw`\bI\/O error on (?<method>[A-Z]{1,20}) request for "(?<url>${URL})": (?<says>[^\n]{1,2000})`,
  String.raw`\bWebClientResponseException(?:\$\w{1,60})?: ${STATUS} (?<reason>[^\n]{0,100}?)(?:,? from (?<method>[A-Z]{1,20}) (?<url>${URL}))`,
  // Feign
  String.raw`\[${STATUS}(?: (?<reason>[^\]\n]{0,100}))?\] during \[(?<method>[A-Z]{1,20})\] to \[(?<url>${URL})\] \[[^\]\n]{0,300}\]: \[(?<body>)`,
  // OkHttp and Retrofit
  String.raw`\bResponse\{protocol=[^,\n]{1,20}, code=${STATUS}, message=(?<reason>[^,}\n]{0,200}), url=(?<url>${URL})`,
  String.raw`\bunexpected end of stream on Connection\{(?<host>[\w.-]{1,255}):(?<port>\d{1,5})`,
  String.raw`\bFailed to connect to (?<host>[\w.-]{1,255})\/[\d.:[\]a-f]{1,60}:(?<port>\d{1,5})`,
  String.raw`\bHttpException: HTTP ${STATUS}(?: (?<reason>[^\n]{0,100}))?`,
  // java.net.http and HttpURLConnection
  String.raw`\((?<method>[A-Z]{1,20}) (?<url>${URL})\) ${STATUS}\b(?::\s{0,4}(?<body>))?`,
  String.raw`\bServer returned HTTP response code: ${STATUS} for URL: (?<url>${URL})`,
  // Apache HttpClient
  String.raw`\bHttpResponseException: (?:status code: )?${STATUS}(?:, reason phrase: (?<reason>[^\n]{0,200}))?`,
  String.raw`\bConnect to (?:(?<scheme>https?):\/\/)?(?<host>[\w.-]{1,255}):(?<port>\d{1,5}) [^\n]{0,300}failed: `,
  String.raw`\b(?<host>[\w.-]{1,255}):(?<port>\d{1,5}) failed to respond`,
  String.raw`\bUnknownHostException: (?<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})`,
  String.raw`(?<says>(?:[a-z][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,100}(?:Exception|Error)\b(?:: [^\n]{1,2000})?)`,
].map((pattern) => new RegExp(pattern, 'd'));

/** Without one no line needs a closer look, and no reader of stacks. */
const NAMES_EXCEPTION = /[\w$](?:Exception|Error)\b/;

/** Exceptions of Java's HTTP clients: Spring, Feign, OkHttp, Retrofit, Apache HttpClient and the JDK's own. */
const java: Format = {
  name: 'Java exception',
  example: 'java -jar app.jar 2>&1 | errdoctor',
  surest: 0.66,

  sniff({ latin1 }) {
    const sample = latin1.slice(0, SAMPLE);
    return NAMES_EXCEPTION.test(sample) && readAll(sample).length > 0 ? 0.66 : 0;
  },

  read(input): Reading {
    const exchanges = readAll(input.latin1);
    if (exchanges.length === 0)
      throw new UnreadableInput(`${input.name} holds no exception of an HTTP client of Java.`);
    return { exchanges, problems: [] };
  },
};

export default java;

function readAll(latin1: string): Exchange[] {
  return findStackTraces(latin1).flatMap((text) => readTrace(latin1, text) ?? []);
}

function readTrace(latin1: string, text: ErrorText): Exchange | undefined {
  const exchange = readMessages(latin1, text, PATTERNS, RECORDER);
  if (!exchange?.transport) return exchange;
  const trace = latin1.slice(text.span.start, text.span.end);
  return OF_HTTP.test(trace) && !OF_OTHERS.test(trace) ? exchange : undefined;
}
