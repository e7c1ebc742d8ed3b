import { factsThatNeed, type FactContext, known } from '../fact.js';

/** How the call differs from one that worked (`--good`), where the leading causes leave that open. */
export default factsThatNeed('comparison', {
  'difference.only': {
    means:
      'the one thing in which the call differs from one that worked, apart from what differs in every call; absent when there are several, when a cause rests on it already, or without a working call',
    get: (context) => known(sole(context)?.what, sole(context)?.at),
    says: (value, context) => `${value} is ${sole(context)?.bad ?? 'absent'}`,
  },
  'difference.failed': {
    means: 'how that one thing is in the call that failed, a secret by its form alone',
    get: (context) => known(sole(context) && (sole(context)?.bad ?? 'nothing there'), sole(context)?.at),
    says: (value) => `the call failed with ${value}`,
  },
  'difference.worked': {
    means: 'how it is in the call that worked',
    get: (context) => known(sole(context) && (sole(context)?.good ?? 'nothing there')),
    says: (value) => `the call worked with ${value}`,
  },
  'difference.compared': {
    means: '`all`, or `part` where one of the captures lacks something of the request',
    get: (context) => known(sole(context) && (sole(context)?.complete ? 'all' : 'part')),
    says: (value) =>
      value === 'all' ? 'both captures hold the whole request' : 'the captures do not hold the whole request',
  },
});

function sole({ stated: { good } }: FactContext) {
  return good?.sole;
}
