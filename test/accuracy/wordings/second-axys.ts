import type { Wordings } from './wordings.js';

const UNREADABLE = [
  'Bad Request',
  'Failed to read request',
  'Invalid request body',
  'Request could not be bound',
];
const DENIED = [
  'Unauthorized',
  'Authentication failed',
  'API key authentication failed',
  'Invalid API key',
  'Full authentication is required to access this resource',
];
const ABSENT = [
  'Not Found',
  'Resource not found',
  'No such entity',
  'No record for the given id',
  'ENTITY_NOT_FOUND',
];
const TOKEN = ['OTP token not found', 'Invalid token', 'Not Found', 'OTP token is invalid or has expired'];
const CONFLICT = [
  'Conflict',
  'Request conflicts with the current state of the resource',
  'Not allowed in the current state',
  'Update rejected',
];
const UNPROCESSABLE = [
  'Validation failed',
  'The given data was invalid.',
  'Unprocessable Entity',
  'One or more parameters are invalid',
  'validation error: 1 issue',
];
const FAULT = [
  'Internal Server Error',
  'An unexpected error occurred. Please contact support.',
  'Unhandled exception',
  'java.lang.NullPointerException',
  'could not execute statement',
];
const UPSTREAM = [
  'no healthy upstream',
  'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
  'The service is temporarily unable to handle the request',
  'Issuer processor is not reachable',
  'Dependency failure',
];

/** The card platform: nothing but two spellings of one network refusal is documented. */
export const axys: Wordings = {
  'axys/malformed-json': {
    telling: [
      'JSON parse error: Unexpected end-of-input',
      'Malformed JSON request',
      'Request body is not valid JSON',
      'The body could not be parsed as JSON.',
      'invalid json',
      'Syntax error in JSON document',
    ],
    vague: UNREADABLE,
  },
  'axys/wrong-field-type': {
    telling: [
      'Invalid field type',
      'The JSON value could not be converted to the type of the member.',
      'type mismatch in request body',
      'A field has the wrong data type',
      'Value is not of the expected type',
      'FIELD_TYPE_MISMATCH',
    ],
    vague: UNREADABLE,
  },
  'axys/api-key-missing': {
    telling: [
      'X-API-Key header is missing',
      'No API key found in request',
      'Missing API key',
      "Required request header 'X-API-Key' is not present",
      'Please supply your API key in the X-API-Key header.',
      'api key required',
    ],
    vague: DENIED,
  },
  'axys/api-key-invalid': {
    telling: [
      'Unknown API key',
      'API key not recognised',
      'The API key you sent does not exist.',
      'No tenant is registered for this API key',
    ],
    vague: DENIED,
  },
  'axys/api-key-revoked': {
    telling: [
      'API key has been revoked',
      'This API key was revoked. Use the key that replaced it.',
      'revoked api key',
      'API key was rotated and can no longer be used',
      'KEY_REVOKED',
    ],
    vague: DENIED,
  },
  'axys/ip-not-allowlisted': {
    fixed: [
      'No authorized IPs configured.',
      'no authorised IPs configured',
      'NO AUTHORIZED IPS CONFIGURED',
      'No authorized IPs configured for this program',
    ],
  },
  'axys/fcrdns-mismatch': {
    fixed: [
      'No Authorized IPs configured.',
      'no authorized ips configured',
      'No authorised IPs configured (request refused)',
    ],
  },
  'axys/compliance-state-restriction': {
    telling: [
      'Operation not permitted for the current compliance status of the cardholder',
      'Cardholder has not been approved',
      'Cardholder status does not allow this operation.',
      'cardholder compliance check not completed',
      'Restricted by compliance',
      'The cardholder or card is not in an eligible status',
    ],
    vague: ['Forbidden', 'Access Denied', 'Operation not permitted', 'You may not perform this action.'],
  },
  'axys/resource-not-found': {
    telling: [
      'The id in the path is wrong',
      'No resource has ever existed under this identifier',
      'Resource was not found: the id is incorrect',
    ],
    vague: ABSENT,
  },
  'axys/wrong-program-scope': {
    telling: [
      'Resource belongs to another program',
      'The id is outside the scope of your program credentials',
      'program mismatch',
      'Not part of the Program of this API key',
    ],
    vague: ABSENT,
  },
  'axys/wrong-environment': {
    telling: [
      'This id was created in a different environment',
      'environment mismatch: resource is not from this environment',
      'The resource exists in the other environment. Check the host you are calling.',
    ],
    vague: ABSENT,
  },
  'axys/otp-token-expired': {
    telling: [
      'OTP token expired',
      'The listener has expired',
      'Token lapsed, create a new listener',
      'TOKEN_EXPIRED',
    ],
    vague: TOKEN,
  },
  'axys/otp-token-invalid': {
    telling: [
      'OTP token was never issued',
      'Unknown OTP token',
      'The listener of this token has been deleted',
      'no such token has been created',
    ],
    vague: TOKEN,
  },
  'axys/compliance-locked-field': {
    telling: [
      'Field is locked',
      'Cardholder data is locked while a compliance review is open',
      'Locked fields cannot be edited after approval.',
      'This cardholder can no longer be edited because of its compliance status',
      'FIELD_LOCKED',
    ],
    vague: CONFLICT,
  },
  'axys/state-conflict': {
    telling: [
      'Action already performed',
      'Resource was changed by another request in the meantime',
      'Status transition is not possible',
    ],
    vague: CONFLICT,
  },
  'axys/max-length-exceeded': {
    telling: [
      'firstName must be shorter than or equal to 50 characters',
      '"firstName" length must be less than or equal to 50 characters long',
      'The first name may not be greater than 50 characters.',
      'String must contain at most 50 character(s)',
      'Ensure this field has no more than 50 characters.',
      'must NOT have more than 50 characters',
      "Key: 'Cardholder.FirstName' Error:Field validation for 'FirstName' failed on the 'max' tag",
      'value too long for type character varying(50)',
    ],
    vague: [...UNPROCESSABLE, 'firstName: size must be between 2 and 50', 'firstName is invalid'],
  },
  'axys/enum-out-of-range': {
    telling: [
      'must be equal to one of the allowed values',
      'Invalid enum value',
      'Value is not a valid choice.',
      'value outside of the enumeration',
      'Unsupported option: use one of the listed values',
      'NOT_IN_ENUM',
    ],
    vague: UNPROCESSABLE,
  },
  'axys/field-validation-other': {
    telling: [
      'Field does not match the required pattern',
      'Invalid format',
      'String should match pattern',
      'A field is not in the expected format.',
      'pattern constraint violated',
    ],
    vague: UNPROCESSABLE,
  },
  'axys/rate-limited': {
    telling: [
      'API rate limit exceeded',
      'Too many requests, please try again later.',
      'Rate limit reached for this program',
      'request was throttled',
      'RATE_LIMITED',
    ],
    vague: ['Slow down', 'Limit exceeded', 'Try again later'],
  },
  'axys/internal-error': { vague: FAULT },
  'axys/upstream-unavailable': { vague: UPSTREAM },
  'axys/server-error-on-fund-moving-write': {
    telling: [
      'The outcome of the transaction is unknown. Verify before repeating.',
      'Funds may have been moved although this request failed',
    ],
    vague: [
      'An unexpected error occurred',
      'Request failed',
      'Service error',
      'Error while processing the transaction',
    ],
  },
};
