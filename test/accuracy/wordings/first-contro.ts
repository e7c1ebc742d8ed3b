import type { Wordings } from './wordings.js';

const UNKNOWN = ['Unauthorized', 'Authentication failed'];
const NOT_FOUND = ['Not found', 'Resource not found'];

export const firstContro: Wordings = {
  'missing-required-field': {
    telling: ['externalUserId is required', 'Missing required field: cardholderId'],
    vague: ['Bad request', 'Validation failed'],
  },
  'invalid-field-value': {
    telling: [
      'kycSource must be one of: web, sumsub',
      'phoneNumber must be in E.164 format',
      'Invalid value for webhookUrl',
    ],
    vague: ['Bad request', 'Validation failed'],
  },
  'wrong-field-type': {
    telling: ['amount must be a number', 'Expected number, received string'],
    vague: ['Bad request', 'Validation failed'],
  },
  'invalid-email': {
    telling: ['Invalid email', 'email must be a valid email address'],
    vague: ['Bad request', 'Validation failed'],
  },
  'malformed-json': {
    telling: ['Invalid JSON', 'Unexpected end of JSON input', 'Malformed JSON body'],
    vague: ['Bad request'],
  },
  'content-type-missing': {
    telling: ['Content-Type must be application/json'],
    vague: ['Bad request', 'Body is empty'],
  },
  'invalid-query-parameter': {
    telling: ['Invalid query parameter: limit', 'limit must be between 1 and 100'],
    vague: ['Bad request', 'Validation failed'],
  },
  'api-key-missing': { telling: ['API key is required', 'Missing API key'], vague: UNKNOWN },
  'api-key-invalid': { telling: ['Invalid API key'], vague: UNKNOWN },
  'api-key-expired': { telling: ['API key has expired', 'API key expired'], vague: UNKNOWN },
  'api-key-environment-mismatch': {
    telling: ['API key does not match the environment', 'Test key used in production'],
    vague: UNKNOWN,
  },
  'api-key-revoked-or-rotated': {
    telling: ['API key has been revoked', 'API key was rotated'],
    vague: UNKNOWN,
  },
  'resource-id-wrong': { telling: ['Invalid card id'], vague: NOT_FOUND },
  'resource-of-other-partner': { vague: NOT_FOUND },
  'resource-deleted': { telling: ['Card has been deleted', 'Cardholder was removed'], vague: NOT_FOUND },
  'rate-limited': { vague: ['Too many requests', 'Rate limit exceeded'] },
  'server-error': { vague: ['Internal server error', 'Unexpected error'] },
  'server-error-persistent': { vague: ['Internal server error', 'Unexpected error'] },
  'issue-card-retry-without-key': { vague: ['Internal server error', 'Unexpected error'] },
};
