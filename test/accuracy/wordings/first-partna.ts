import type { Wordings } from './wordings.js';

export const firstPartna: Wordings = {
  'missing-required-field': {
    telling: ['rateKey is required', 'Missing required field: rateKey', '"verificationMethod" is required'],
    vague: ['Bad Request', 'Validation error'],
  },
  'invalid-parameter-value': {
    telling: [
      'type must be one of [fiatToCrypto, cryptoToFiat]',
      'fromNetwork is not a valid value',
      'Invalid fromCurrency',
    ],
    vague: ['Bad Request', 'Validation error'],
  },
  'malformed-body': {
    telling: ['Unexpected token } in JSON at position 61', 'Request body is not valid JSON'],
    vague: ['Bad Request'],
  },
  'missing-api-key-header': { fixed: ['unauthorized', 'Unauthorized.'] },
  'missing-api-user-header': { fixed: ['unauthorized', 'Unauthorized.'] },
  'invalid-api-key': { fixed: ['invalid api key', 'Invalid API Key'] },
  'insufficient-key-permission': {
    vague: ['Forbidden', 'API key does not have permission for this action', 'Insufficient scope'],
  },
  'resource-not-found': { vague: ['Not found', 'Ramp request not found', 'Resource does not exist'] },
  'conflicting-request-in-progress': {
    vague: ['Another request is being processed', 'Conflict', 'A request for this account is in progress'],
  },
  'pending-ramp-request': {
    fixed: ['User already has a pending ramp request.', 'user already has a pending ramp request'],
  },
  'rate-key-expired': { fixed: ['Invalid rate key.', 'invalid rate key'] },
  'rate-key-malformed': { fixed: ['Invalid rate key.', 'invalid rate key'] },
  'kyc-not-completed': { fixed: ['KYC not completed.', 'kyc not completed'] },
  'insufficient-payout-balance': { fixed: ['Insufficient balance.', 'insufficient balance'] },
  'unprocessable-other': {
    vague: [
      'Account name already taken',
      'BVN could not be matched',
      'Amount below the minimum for this network',
    ],
  },
  'rate-limited': { vague: ['Too many requests', 'Rate limit exceeded'] },
  'server-error': { vague: ['Internal server error', 'Something went wrong'] },
  'service-unavailable': { vague: ['Service unavailable', 'Rate service is temporarily unavailable'] },
};
