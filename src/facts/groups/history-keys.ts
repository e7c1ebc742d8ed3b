import { factsThatNeed, known } from '../fact.js';
import { past, placeOfCall } from '../past.js';

/** What earlier calls of the same capture say of idempotency keys. */
export default factsThatNeed('history', {
  'history.keyReused': {
    means:
      'whether an earlier call of the capture had the same idempotency key and another method, path or body, within the documented lifetime of keys',
    get: (context) => past(context, 'keyReuse', ({ first }) => known(true, placeOfCall(first))),
    says: (_value, context) => {
      const after = context.fact('history.keyReusedAfter');
      return `the same key was sent ${after.is === 'known' ? after.value : 'some'} s before with another request`;
    },
  },
  'history.keyReusedField': {
    means:
      'where the request differs from the first with the same idempotency key: a path in the JSON body, or in words (`the order of the members alone`)',
    get: (context) => past(context, 'keyReuse', ({ differs, at }) => known(differs, at)),
    says: (value) => `${value} differs from the first request with this key`,
  },
  'history.keyReusedAfter': {
    means: 'time since the other request with the same idempotency key',
    unit: 's',
    get: (context) => past(context, 'keyReuse', ({ first, after }) => known(after, placeOfCall(first))),
    says: (value) => `the other request with this key was sent ${value} s before`,
  },
  'history.keyOutlived': {
    means:
      'time since the same request was first sent with this idempotency key, when that is longer than the documented lifetime of keys',
    unit: 's',
    get: (context) => past(context, 'keyOutlived', (after) => known(after)),
    says: (value) => `the key was first used ${value} s before, which is longer than it lives`,
  },
  'history.blindRepeat': {
    means:
      'whether a POST or PATCH repeats one that may have been carried out, without the same idempotency key (`no-key`, `other-key`) and without a successful GET in between',
    get: (context) => past(context, 'blindRepeat', ({ first, key }) => known(key, placeOfCall(first))),
    says: (value) =>
      `the same request was sent before and may have been carried out; this one has ${value === 'no-key' ? 'no idempotency key' : 'another idempotency key'}`,
  },
});
