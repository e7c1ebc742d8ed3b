import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { jsonFact, mediaType, show } from '../message-facts.js';

/** Problem details (RFC 9457; before it RFC 7807): what an `application/problem+json` answer says. */
export default defineFacts({
  'problem.present': {
    means: 'whether the answer is problem details',
    get: (context) => known(isProblem(context), context.exchange.response?.headers.get('content-type')?.at),
    says: () => 'the answer is problem details (application/problem+json)',
  },
  'problem.type': {
    means: 'the URI that names the kind of problem; absent when it is about:blank, which says nothing',
    get: (context) => {
      const type = member(context, 'type');
      return type.is === 'known' && type.value === 'about:blank' ? known(undefined, type.at) : type;
    },
    says: (value) =>
      value === undefined ? 'the problem has no type of its own' : `the type of the problem is ${value}`,
  },
  'problem.title': {
    means: 'what kind of problem it is, in words',
    get: (context) => member(context, 'title'),
    says: (value) => (value === undefined ? 'the problem has no title' : `the problem is ${show(value)}`),
  },
  'problem.detail': {
    means: 'what went wrong this time',
    get: (context) => member(context, 'detail'),
    says: (value) => (value === undefined ? 'the problem has no detail' : `the detail is ${show(value)}`),
  },
  'problem.instance': {
    means: 'the URI of this occurrence, for the support of the provider',
    get: (context) => member(context, 'instance'),
    says: (value) =>
      value === undefined ? 'the problem names no instance' : `the instance is ${show(value)}`,
  },
});

function isProblem({ exchange }: FactContext): boolean {
  const type = mediaType(exchange.response?.headers.get('content-type')?.value);
  return type === 'application/problem+json';
}

function member(context: FactContext, name: string): Fact {
  if (!isProblem(context)) return known(undefined);
  return jsonFact(context, 'response', name, (value) =>
    typeof value === 'string' && value !== '' ? value : undefined,
  );
}
