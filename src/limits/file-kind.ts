/** Kind → the bytes that files of it begin with. */
const MAGIC: readonly (readonly [kind: string, offset: number, bytes: string])[] = [
  ['PDF', 0, '%PDF-'],
  ['PNG', 0, '\x89PNG\r\n\x1a\n'],
  ['JPEG', 0, '\xff\xd8\xff'],
  ['GIF', 0, 'GIF8'],
  ['WebP', 8, 'WEBP'],
  ['HEIC', 4, 'ftyphei'],
  ['HEIC', 4, 'ftypmif1'],
  ['TIFF', 0, 'II*\0'],
  ['TIFF', 0, 'MM\0*'],
  ['BMP', 0, 'BM'],
  ['ZIP (also Word and Excel)', 0, 'PK\x03\x04'],
  ['old Word or Excel', 0, '\xd0\xcf\x11\xe0'],
];

/** What a file is by its first bytes, whatever its name or media type says; undefined when they are not known. */
export function fileKind(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString('latin1');
  return MAGIC.find(([, offset, magic]) => start.startsWith(magic, offset))?.[0];
}

/** Whether `fileKinds` may name it. */
export function isFileKind(name: string): boolean {
  return MAGIC.some(([kind]) => kind === name);
}
