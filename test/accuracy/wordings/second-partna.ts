import type { Wordings } from './wordings.js';

const BAD_REQUEST = [
  'Bad Request',
  'Validation failed',
  'Invalid request',
  'Invalid payload',
  'Invalid input data',
];
const UNAUTHORIZED = ['unauthorized', 'Unauthorized.', 'UNAUTHORIZED', 'Unauthorized!'];
const UNKNOWN_KEY = ['invalid api key', 'Invalid API Key', 'Invalid API key.', 'INVALID API KEY'];
const RATE_KEY = ['Invalid rate key.', 'invalid rate key', 'Invalid Rate Key', 'Invalid rate key!'];

/** The ramp API: one message for each answer, some of them documented word for word. */
export const partna: Wordings = {
  'partna/missing-required-field': {
    telling: [
      'Missing required parameter',
      'One or more required fields are missing',
      'Required field not supplied.',
      'Please provide all required fields',
      'is a required field',
      'MISSING_PARAMETER',
      'Request is missing a mandatory field',
    ],
    vague: [...BAD_REQUEST, 'Required', 'Incomplete request'],
  },
  'partna/invalid-parameter-value': {
    telling: [
      'Value must be one of the allowed values',
      'Invalid enum value',
      'Unsupported parameter value',
      'must be a valid enum value',
      'value is not in the list of accepted options',
      'One of the parameters has a value that is not supported.',
      'INVALID_PARAMETER_VALUE',
    ],
    vague: BAD_REQUEST,
  },
  'partna/malformed-body': {
    telling: [
      'Malformed JSON in request body',
      'Request body is not valid JSON',
      'Invalid JSON',
      'JSON parse error',
      'Body could not be parsed: invalid JSON syntax',
      'unable to decode JSON body',
      'entity.parse.failed',
    ],
    vague: [...BAD_REQUEST, 'Unreadable request', 'Invalid body'],
  },
  'partna/missing-api-key-header': { fixed: UNAUTHORIZED },
  'partna/missing-api-user-header': { fixed: UNAUTHORIZED },
  'partna/invalid-api-key': { fixed: UNKNOWN_KEY },
  'partna/wrong-environment-credentials': { fixed: UNKNOWN_KEY },
  'partna/insufficient-key-permission': {
    telling: [
      'API key does not have the required permission',
      'Insufficient scope',
      'Your key is not allowed to perform this action.',
      'API key has no access to {path}',
      'Insufficient permissions',
      'This API key is read only',
    ],
    vague: [
      'Forbidden',
      'Access denied',
      'Forbidden resource',
      'This action is unauthorized.',
      'Not allowed',
    ],
  },
  'partna/resource-not-found': {
    telling: [
      'Resource not found',
      'No record found',
      'The requested resource does not exist.',
      'Cannot GET {path}',
      'Nothing matches the given reference',
    ],
    vague: ['Not Found', 'NOT_FOUND', 'Not found.'],
  },
  'partna/conflicting-request-in-progress': {
    telling: [
      'Another request is being processed',
      'A similar request is already in progress, please wait.',
      'Request already in progress',
      'Concurrent request detected',
      'resource is locked by another request',
    ],
    vague: ['Conflict', 'Duplicate request', 'Please try again shortly', 'Already processing'],
  },
  'partna/pending-ramp-request': {
    fixed: [
      'User already has a pending ramp request.',
      'user already has a pending ramp request',
      'User already has a Pending Ramp Request',
      'User already has a pending ramp request, cancel it first',
    ],
  },
  'partna/rate-key-expired': { fixed: RATE_KEY },
  'partna/rate-key-malformed': { fixed: RATE_KEY },
  'partna/kyc-not-completed': {
    fixed: [
      'KYC not completed.',
      'KYC Not Completed',
      'kyc not completed',
      'KYC not completed for this user',
    ],
  },
  'partna/insufficient-payout-balance': {
    fixed: ['Insufficient balance.', 'insufficient balance', 'Insufficient Balance', 'INSUFFICIENT BALANCE'],
  },
  'partna/unprocessable-other': {
    telling: [
      'This operation is not available for your account type',
      'User is restricted',
      'The account has been flagged for review',
      'Country not supported',
      'Account name is already linked to another customer',
    ],
    vague: [
      'Unprocessable Entity',
      'Unable to process request',
      'Request could not be processed',
      'Operation failed',
    ],
  },
  'partna/rate-limited': {
    telling: [
      'Too many requests, please try again later.',
      'Rate limit exceeded',
      'ThrottlerException: Too Many Requests',
      'Request was throttled. Expected available in 12 seconds.',
      'API rate limit exceeded',
    ],
    vague: ['Slow down', 'Please wait a moment', 'Limit reached'],
  },
  'partna/server-error': {
    telling: [
      'Internal server error',
      'An internal error occurred',
      'Unexpected server error',
      'Server Error',
    ],
    vague: [
      'Something went wrong',
      'Oops! An error occurred',
      "Cannot read properties of null (reading 'rate')",
      'Request failed with status code 500',
      'Transaction aborted',
    ],
  },
  'partna/service-unavailable': {
    telling: [
      'Service Unavailable',
      'Service is temporarily unavailable, please try again later',
      'The rate service is down at the moment',
      'no healthy upstream',
      'Temporarily under maintenance',
    ],
    vague: ['Please try again', 'Unable to reach provider', 'Request failed'],
  },
};
