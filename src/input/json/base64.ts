/**
 * The bytes of a base64 or base64url text (RFC 4648), white space in it left aside.
 * @returns undefined where it holds anything else: the recorder only says that it is base64.
 */
export function base64Bytes(text: string): Buffer | undefined {
  return /^[\w+/\s-]*(?:={1,2}\s*)?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}
