import type { Place } from '../../exchange/place.js';
import type { DescriptionFinding, ViolatedPart, Violation } from '../../openapi/finding.js';
import {
  factsThatNeed,
  type Fact,
  type FactContext,
  type FactDefinition,
  known,
  notCollected,
} from '../fact.js';

/** More differences than these are counted, not told. */
const TOLD = 5;

/** The statuses by which servers refuse what breaks this part; under others it is a fault beside the point. */
const REFUSED_WITH: Readonly<Partial<Record<ViolatedPart, readonly number[]>>> = {
  path: [404, 405, 410, 501],
  method: [400, 404, 405, 501],
  'content-type': [400, 415, 422],
  parameter: [400, 404, 422],
  body: [400, 422],
  security: [401, 403],
};

/** What the API's description (--openapi) says of the exchange. */
export default factsThatNeed('description', {
  'openapi.operation': {
    means: 'the operation of the description that was called: `POST /v1/orders`; absent when there is none',
    get: (context) => view(context, ({ operation }) => known(operation?.name, operation?.at)),
    says: (value) => `the description calls this ${value}`,
  },
  'openapi.file': {
    means: 'the file of the description',
    get: (context) => view(context, ({ file }) => known(file)),
    says: (value) => `the description is ${value}`,
  },
  'openapi.otherHost': {
    means: 'the host that was called, when it is none of the described servers',
    get: (context) => view(context, ({ otherHost }) => known(otherHost)),
    says: (value) => `${value} is none of the described servers`,
  },
  'openapi.path': refusal('path', 'the path that is not described, with what was said of it'),
  'openapi.method': refusal('method', 'the method that is not described for the path'),
  'openapi.contentType': refusal('content-type', 'how the media type of the request differs'),
  'openapi.parameter': refusal('parameter', 'how a parameter differs from its description: the first'),
  'openapi.body': refusal('body', 'how the request body differs from its schema: the first difference'),
  'openapi.bodyFaults': {
    means: 'how many differences there are between the request body and its schema',
    get: (context) => view(context, (finding) => known(refused(finding, 'body', context).length)),
    says: (value) => `${value} differences from the described body`,
  },
  'openapi.security': refusal('security', 'the described credential that was not sent'),
  'openapi.beside': fact(
    'how the request differs from the description where the answer is no refusal of that: the first difference',
    (finding, context) => finding.violations.filter((one) => isOfRequest(one) && !isRefused(one, context)),
  ),
  'openapi.response': fact('how the answer differs from its description: the first difference', (finding) =>
    finding.violations.filter(({ part }) => part === 'response'),
  ),
  'openapi.status': fact('the status of the answer, when it is not described', (finding) =>
    finding.violations.filter(({ part }) => part === 'status'),
  ),
  'openapi.instead': {
    means:
      'what the description has in place of a path, method or media type that was refused: the nearest, or the choice',
    get: (context) =>
      view(context, ({ violations }) => {
        const first = violations.find((one) => isRefused(one, context));
        return known(first?.instead, first?.described?.at);
      }),
    says: (value) => `described is ${value}`,
  },
  'openapi.namedByAnswer': {
    means: 'whether the answer names a field or parameter that differs from the description',
    get: (context) =>
      view(context, ({ violations }) => {
        const { items, message } = context.envelope;
        const named = items.flatMap(({ field }) => (field === undefined ? [] : [plain(field)]));
        const words = new Set(
          (message?.text ?? '')
            .toLowerCase()
            .match(/[\w.[\]-]+/g)
            ?.map(plain),
        );
        return known(
          violations
            .filter((one) => isRefused(one, context))
            .some(({ name }) => named.includes(plain(name)) || words.has(plain(name))),
        );
      }),
    says: (value) => (value ? 'the answer names it too' : 'the answer names none of it'),
  },
});

function view({ stated: { described } }: FactContext, read: (finding: DescriptionFinding) => Fact): Fact {
  return described
    ? read(described)
    : notCollected('what the API description says of this call', '--openapi FILE');
}

/** Violations of one part that the status refuses. */
function refusal(part: ViolatedPart, means: string): FactDefinition {
  return fact(means, (finding, context) => refused(finding, part, context));
}

function refused(
  { violations }: DescriptionFinding,
  part: ViolatedPart,
  context: FactContext,
): readonly Violation[] {
  return violations.filter((one) => one.part === part && isRefused(one, context));
}

/** The sentence of the first of some violations; all of them are evidence, each with its place in the description. */
function fact(
  means: string,
  choose: (finding: DescriptionFinding, context: FactContext) => readonly Violation[],
): FactDefinition {
  return {
    means: `${means}; absent when there is nothing`,
    get: (context) =>
      view(context, (finding) => {
        const [first] = choose(finding, context);
        return known(first?.says, first?.at);
      }),
    evidence: (context) => {
      const { described } = context.stated;
      return described ? choose(described, context).slice(0, TOLD).flatMap(sentences) : [];
    },
  };
}

function sentences({ says, at, described }: Violation): { says: string; at: Place | undefined }[] {
  return [{ says, at }, ...(described ? [described] : [])];
}

function isOfRequest({ part }: Violation): boolean {
  return part !== 'response' && part !== 'status';
}

function isRefused({ part }: Violation, { exchange: { response } }: FactContext): boolean {
  return response?.status !== undefined && (REFUSED_WITH[part]?.includes(response.status) ?? false);
}

/** `/items/0/amount`, `body.items[0].amount` and `items[0].amount` are one name. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:\$|body|request)(?=[./])/, '')
    .replace(/[/[\]]+/g, '.')
    .replace(/\.+/g, '.')
    .replace(/^\.|\.$/g, '');
}
