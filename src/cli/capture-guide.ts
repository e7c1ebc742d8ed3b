import { runtimes } from '../capture/program/runtimes.generated.js';
import { wrap } from '../report/text/lines.js';

/** How one client or platform shows a whole exchange. */
interface CaptureWay {
  readonly client: string;
  /** What to do, in words. */
  readonly say: string;
  /** What to type or to add to a program, a line each. */
  readonly lines: readonly string[];
  /** What is missing all the same, and how to add it. */
  readonly lacks?: string;
}

const DATA = 'the exact body of the request: save it and add --data FILE';

/** The best way to capture a failing call, for each common client and platform. */
const captureWays: readonly CaptureWay[] = [
  {
    client: 'any program',
    say: 'Run it behind errdoctor: nothing has to be changed, and each call that fails is diagnosed:',
    lines: [
      'errdoctor capture -- node app.js',
      'errdoctor capture --save-har calls.har -- python3 pay.py',
      'errdoctor capture --to https://api.example.com --port 8080',
    ],
    lacks:
      'calls that go past the proxy, see below; --to stands in front of a server, for a program with another base URL',
  },
  {
    client: 'curl',
    say: 'Put errdoctor in front of it, or let curl write down every byte, on both sides:',
    lines: [
      'errdoctor curl -sS https://api.example.com/…',
      'curl -sS --trace call.txt -o answer.bin https://api.example.com/…',
      'errdoctor call.txt',
    ],
  },
  {
    client: 'curl -v',
    say: 'Shorter; -s needs -S beside it, and neither -f nor -o may stand there:',
    lines: ['curl -sS -v https://api.example.com/… 2>&1 | errdoctor'],
    lacks: DATA,
  },
  {
    client: 'browser',
    say: 'Developer tools, Network, tick "Preserve log", repeat the call, then export a HAR with sensitive data:',
    lines: ['errdoctor session.har'],
    lacks: 'credentials and cookies, when the export is a sanitised one',
  },
  {
    client: 'Node: fetch',
    say: 'Write down both halves; log the error itself when fetch throws, because the reason is its cause:',
    lines: [
      'const answer = await fetch(url, options);',
      "await appendFile('calls.ndjson', JSON.stringify({",
      '  request: { url, method: options.method, headers: options.headers, body: options.body },',
      '  response: { status: answer.status, headers: [...answer.headers], body: await answer.clone().text() },',
      "}) + '\\n');",
    ],
    lacks: 'the fields that fetch adds by itself',
  },
  {
    client: 'Node: axios',
    say: 'Log the whole error, not only its message:',
    lines: [
      'axios.interceptors.response.use(undefined, async (error) => {',
      "  await appendFile('axios.txt', inspect(error, { depth: 6 }));",
      '  throw error;',
      '});',
    ],
  },
  {
    client: 'Python: requests, httpx',
    say: 'Prepared request and answer hold what travelled:',
    lines: [
      'r = requests.post(url, json=payload)',
      'sent = r.request.body or ""',
      'json.dump({"request": {"method": r.request.method, "url": r.request.url,',
      '  "headers": dict(r.request.headers), "body": sent.decode() if isinstance(sent, bytes) else sent},',
      '  "response": {"status": r.status_code, "headers": dict(r.headers), "body": r.text}}, open("call.json", "w"))',
    ],
  },
  {
    client: 'PHP: Guzzle, Laravel',
    say: 'The message of an exception is cut after 120 characters; this writes all of both messages:',
    lines: [
      'catch (GuzzleHttp\\Exception\\RequestException $e) {',
      "  file_put_contents('call.txt', GuzzleHttp\\Psr7\\Message::toString($e->getRequest())",
      '    . "\\n" . ($e->hasResponse() ? GuzzleHttp\\Psr7\\Message::toString($e->getResponse()) : $e->getMessage()));',
      '}',
    ],
  },
  {
    client: 'Go',
    say: 'Both halves as they travel, the request before it is sent:',
    lines: [
      'out, _ := httputil.DumpRequestOut(request, true)',
      'response, err := client.Do(request)',
      'in, _ := httputil.DumpResponse(response, true)',
      'os.WriteFile("call.txt", append(append(out, \'\\n\'), in...), 0o600)',
    ],
  },
  {
    client: 'Java',
    say: 'OkHttp writes both halves; the JDK client shows its headers:',
    lines: [
      'new HttpLoggingInterceptor().setLevel(HttpLoggingInterceptor.Level.BODY)',
      'java -Djdk.httpclient.HttpClient.log=headers,requests,errors …',
    ],
    lacks: 'the bodies, with the JDK client',
  },
  {
    client: 'Postman, Newman',
    say: 'Export the run, or copy the request as curl from the code snippets:',
    lines: [
      'newman run collection.json --reporters json --reporter-json-export run.json',
      'errdoctor run.json',
    ],
  },
  {
    client: 'nginx',
    say: 'One object a line, also with what the upstream answered:',
    lines: [
      'log_format calls escape=json \'{"method":"$request_method","url":"$scheme://$host$request_uri",\'',
      '  \'"status":$status,"request_body":"$request_body","headers":{"content-type":"$content_type"}}\';',
    ],
    lacks: 'the body of the answer, and all headers that are not named',
  },
  {
    client: 'containers',
    say: 'Log lines are read behind any prefix; log both halves as JSON and pipe them in:',
    lines: ['kubectl logs deploy/api | errdoctor', 'docker compose logs api | errdoctor'],
  },
];

const WIDTH = 100;

/** The page of `errdoctor explain capture`. */
export function captureGuide(): string {
  const ways = captureWays.map(({ client, say, lines, lacks }) =>
    [
      client,
      `  ${say}`,
      ...lines.map((line) => `    ${line}`),
      ...(lacks ? [`  Not in it: ${lacks}.`] : []),
    ].join('\n'),
  );
  const intro = `How to capture a failing call whole

A capture holds credentials. Nothing of it leaves this machine, and reports show no secret.
With a capture of the answer alone, add the request: errdoctor answer.json --status 401 --request command.txt`;
  const past = runtimes.flatMap(({ name, goesPast, refuses }) => [
    name,
    ...wrap(goesPast, WIDTH, '  '),
    ...wrap(`Where it refuses the certificate: ${refuses}`, WIDTH, '  '),
  ]);
  const limits = ['What goes past "errdoctor capture -- COMMAND" in each language', '', ...past].join('\n');
  return `${[intro, ...ways, limits].join('\n\n')}\n`;
}
