import type { Wordings } from './wordings.js';

export const firstAxys: Wordings = {
  'malformed-json': {
    telling: [
      'Request body is not valid JSON',
      'Malformed JSON in request body',
      'Could not parse JSON body',
    ],
    vague: ['Bad Request', 'Invalid request'],
  },
  'wrong-field-type': {
    telling: [
      'transactionAmount must be an integer',
      'Invalid type for field transactionAmount: expected integer',
    ],
    vague: ['Bad Request', 'Invalid request'],
  },
  'api-key-missing': {
    telling: ['API key is missing', 'Missing X-API-Key header'],
    vague: ['Unauthorized', 'Authentication failed'],
  },
  'api-key-invalid': {
    telling: ['Invalid API key', 'The API key is not valid'],
    vague: ['Unauthorized', 'Authentication failed'],
  },
  'api-key-revoked': {
    telling: ['API key has been revoked', 'This API key was revoked'],
    vague: ['Unauthorized', 'Authentication failed'],
  },
  'ip-not-allowlisted': {
    fixed: ['No authorized IPs configured.', 'no authorised ips configured', 'NO AUTHORIZED IPS CONFIGURED'],
  },
  'fcrdns-mismatch': {
    fixed: ['No authorized IPs configured.', 'no authorised ips configured', 'NO AUTHORIZED IPS CONFIGURED'],
  },
  'compliance-state-restriction': {
    telling: [
      'Cardholder is not approved for this operation',
      'Operation not allowed in the current compliance status',
      'Card status does not permit this operation',
    ],
    vague: ['Forbidden', 'Operation not permitted'],
  },
  'resource-not-found': { vague: ['Not found', 'Resource not found', 'No such record'] },
  'wrong-program-scope': {
    telling: ['Resource does not belong to this program'],
    vague: ['Not found', 'Resource not found', 'No such record'],
  },
  'wrong-environment': { vague: ['Not found', 'Resource not found', 'No such record'] },
  'otp-token-expired': {
    telling: ['OTP token has expired', 'Listener expired'],
    vague: ['Not found', 'OTP listener not found'],
  },
  'otp-token-invalid': {
    telling: ['Invalid OTP token', 'Unknown OTP token'],
    vague: ['Not found', 'OTP listener not found'],
  },
  'compliance-locked-field': {
    telling: ['Field is locked while the cardholder is under review', 'Cardholder details are locked'],
    vague: ['Conflict', 'Update not allowed'],
  },
  'state-conflict': {
    telling: ['Card is already active', 'Operation conflicts with the current state of the card'],
    vague: ['Conflict', 'Action not allowed'],
  },
  'max-length-exceeded': {
    telling: ['firstName exceeds the maximum length of 50', 'firstName must be at most 50 characters'],
    vague: ['Validation failed', 'Unprocessable Entity'],
  },
  'enum-out-of-range': {
    telling: ['Value is not one of the allowed values', 'gender must be one of [0, 1]'],
    vague: ['Validation failed', 'Unprocessable Entity'],
  },
  'field-validation-other': {
    telling: ['Value does not match the required pattern', 'dob must have the format YYYY-MM-DD'],
    vague: ['Validation failed', 'Unprocessable Entity'],
  },
  'rate-limited': { vague: ['Too many requests', 'Rate limit exceeded', 'Slow down'] },
  'internal-error': { vague: ['Internal server error', 'An unexpected error occurred'] },
  'upstream-unavailable': { vague: ['Service temporarily unavailable', 'Upstream error', 'Bad gateway'] },
  'server-error-on-fund-moving-write': { vague: ['Internal server error', 'An unexpected error occurred'] },
};
