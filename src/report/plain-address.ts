/** Whether a reference, which may be a stranger's, is a plain web address that can become a link. */
export function isPlainAddress(reference: string): boolean {
  return /^https:\/\/[\w./#?=&%~+-]+$/.test(reference);
}
