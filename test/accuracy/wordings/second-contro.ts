import type { Wordings } from './wordings.js';

const BAD_REQUEST = [
  'Bad Request',
  'Validation failed',
  'Invalid request',
  'Invalid input',
  'validation_error',
];
const DENIED = [
  'Unauthorized',
  'Authentication failed',
  'Invalid API key',
  'Invalid credentials',
  'API key is not valid',
  'unauthenticated',
];
const RETIRED = [...DENIED, 'API key is no longer active', 'API key is inactive'];
const ABSENT = [
  'Not found',
  'Resource not found',
  'Not found for this partner',
  'No matching record',
  'not_found',
];
const FAULT = [
  'Internal server error',
  'Something went wrong',
  'An unexpected error occurred, please try again.',
  "Cannot read properties of undefined (reading 'id')",
  'Unexpected server error',
  'INTERNAL_SERVER_ERROR',
  'Request failed with status code 500',
];

/** The partner API: a text and no code, and none of the texts documented. */
export const contro: Wordings = {
  'contro/missing-required-field': {
    telling: [
      'Missing required field',
      'A required field is missing from the request body',
      'One or more required properties were not provided',
      'Required parameter missing',
      'body must have required property',
      'This field is required.',
      'Please provide all mandatory fields',
      'missing_field',
    ],
    vague: [...BAD_REQUEST, 'Required', 'Incomplete request'],
  },
  'contro/invalid-field-value': {
    telling: ['Unsupported value in request body', 'unsupported value'],
    vague: [
      ...BAD_REQUEST,
      'A field of the body has a value that is not allowed',
      'value not allowed for this field',
      'Field value is outside what is accepted',
      'Invalid value',
      'A field is invalid',
      'invalid field',
    ],
  },
  'contro/wrong-field-type': {
    telling: [
      'amount must be a number',
      '"amount" must be a number',
      'Expected number, received string',
      'Invalid input: expected number, received string',
      'body/amount must be number',
      'amount must be a number conforming to the specified constraints',
      'json: cannot unmarshal string into Go struct field SimulateRequest.amount of type float64',
      'The amount must be a number.',
      'Wrong type for amount',
    ],
    vague: [...BAD_REQUEST, 'amount: A valid number is required.', 'Invalid amount', 'amount is invalid'],
  },
  'contro/invalid-email': {
    telling: [
      'email must be an email',
      'Invalid email',
      '"email" must be a valid email',
      'Enter a valid email address.',
      'The email must be a valid email address.',
      'email: must be a well-formed email address',
      "Key: 'Cardholder.Email' Error:Field validation for 'Email' failed on the 'email' tag",
      'body/email must match format "email"',
      'value is not a valid email address',
      'Email address is not valid',
    ],
    vague: BAD_REQUEST,
  },
  'contro/malformed-json': {
    telling: [
      'Unexpected token in JSON',
      'JSON parse error',
      'Malformed JSON',
      'Request body is not valid JSON',
      'invalid JSON payload received',
      'Could not parse the JSON you sent',
      'JSON decode error',
      'Failed to parse body as JSON',
    ],
    vague: [...BAD_REQUEST, 'Failed to parse request body', 'Unreadable request', 'Invalid body'],
  },
  'contro/content-type-missing': {
    telling: [
      'Content-Type must be application/json',
      'Unsupported content type',
      'Unsupported Media Type',
      'Expected Content-Type: application/json',
      'unsupported or incorrect Content-Type header',
      'Please set the Content-Type header to application/json.',
    ],
    vague: [...BAD_REQUEST, 'Body must be JSON', 'Invalid body'],
  },
  'contro/invalid-query-parameter': {
    telling: [
      'Invalid query parameter',
      'Invalid pagination parameters',
      'Query string is invalid',
      'querystring validation failed',
      'A query parameter is out of range or of the wrong type.',
      'bad query param',
    ],
    vague: BAD_REQUEST,
  },
  'contro/api-key-missing': {
    telling: [
      'API key required',
      'No API key provided',
      'x-contro-api-key header is required',
      'Missing x-contro-api-key',
      'Authentication credentials were not provided.',
      'You did not provide an API key.',
      'api key missing',
    ],
    vague: DENIED,
  },
  'contro/api-key-invalid': {
    telling: [
      'Unknown API key',
      'API key not recognized',
      'No partner matches this API key',
      'The API key you provided does not exist',
    ],
    vague: DENIED,
  },
  'contro/api-key-expired': {
    telling: [
      'API key expired',
      'Your API key has expired.',
      'expired api key',
      'API key is past its expiry date',
      'key_expired',
    ],
    vague: RETIRED,
  },
  'contro/api-key-environment-mismatch': {
    telling: [
      'API key does not match this environment',
      'Environment mismatch: use the key of this environment',
      'The key belongs to a different environment.',
      'sk_test_ keys work in the sandbox only and sk_live_ keys in production only',
      'test/live mode mismatch',
    ],
    vague: DENIED,
  },
  'contro/api-key-revoked-or-rotated': {
    telling: [
      'API key has been revoked',
      'API key was rotated',
      'This API key was replaced by a newer one.',
      'revoked api key',
      'key_revoked',
    ],
    vague: RETIRED,
  },
  'contro/resource-id-wrong': {
    telling: [
      'The id in the URL is incorrect',
      'Invalid resource id',
      'Not a valid identifier for this resource',
      'id is mistyped or of another resource type',
    ],
    vague: ABSENT,
  },
  'contro/resource-of-other-partner': {
    telling: [
      'Resource does not belong to this partner',
      'Resource belongs to another partner',
      'This resource is owned by a different partner account.',
      'partner mismatch',
    ],
    vague: ABSENT,
  },
  'contro/resource-deleted': {
    telling: [
      'Resource has been deleted',
      'This resource was removed',
      'already deleted',
      'The requested resource no longer exists.',
    ],
    vague: ABSENT,
  },
  'contro/rate-limited': {
    telling: [
      'Too many requests',
      'Rate limit exceeded',
      'Too many requests, please try again later.',
      'You have exceeded 1000 requests per minute',
      'ThrottlerException: Too Many Requests',
      'Too Many Attempts.',
    ],
    vague: ['Slow down', 'Please wait before trying again', 'Quota exceeded'],
  },
  'contro/server-error': { vague: FAULT },
  'contro/server-error-persistent': { vague: FAULT },
  'contro/issue-card-retry-without-key': { vague: FAULT },
};
