import { createHash, createHmac } from 'node:crypto';

/** A string of which each character is one byte. */
export type Bytes = string;

/** A canonical string as a tree, so that a mistake can be made at any place of it. */
export type Piece = Leaf | Joined;

export interface Leaf {
  readonly label: string;
  text: Bytes;
}

export interface Joined {
  readonly label: string;
  separator: Bytes;
  of: Piece[];
  /** What is done to the joined bytes. */
  hash?: { digest: string; form: 'bytes' | 'hex' | 'upper hex' | 'base64' | 'none' };
}

/** How a signature is made, from values to text. Mistakes change a member of it. */
export interface Recipe {
  /** The values that are signed, by name: method, path, query, url, host, body, time and others. */
  readonly parts: Record<string, Bytes>;
  readonly message: (parts: Readonly<Record<string, Bytes>>) => Piece;
  /** Mistakes in putting the message together, in the order in which they were made. */
  readonly edits: ((message: Piece) => void)[];
  secret: Bytes;
  /** From the secret to the bytes of the key. */
  key: (secret: Bytes, parts: Readonly<Record<string, Bytes>>) => Bytes;
  digest: string;
  mac: (digest: string, key: Bytes, message: Bytes) => Bytes;
  encode: 'hex' | 'base64';
  /** From the MAC to the text that is sent. */
  write: (mac: Bytes) => string;
}

export function bytes(text: string): Bytes {
  return Buffer.from(text, 'utf8').toString('latin1');
}

export function hash(digest: string, value: Bytes): Bytes {
  return createHash(digest).update(value, 'latin1').digest().toString('latin1');
}

export function hmac(digest: string, key: Bytes, value: Bytes): Bytes {
  return createHmac(digest, Buffer.from(key, 'latin1')).update(value, 'latin1').digest().toString('latin1');
}

export function hex(value: Bytes): Bytes {
  return Buffer.from(value, 'latin1').toString('hex');
}

export function base64(value: Bytes): Bytes {
  return Buffer.from(value, 'latin1').toString('base64');
}

export function unbase64(value: Bytes): Bytes {
  return Buffer.from(value, 'base64').toString('latin1');
}

export function unhex(value: Bytes): Bytes {
  return Buffer.from(value, 'hex').toString('latin1');
}

/** A piece of one value, or several between separators. */
export function leaf(label: string, text: Bytes): Leaf {
  return { label, text };
}

export function joined(label: string, separator: Bytes, of: readonly Piece[], hash?: Joined['hash']): Joined {
  return { label, separator, of: [...of], ...(hash && { hash }) };
}

export function written(piece: Piece): Bytes {
  if (!('of' in piece)) return piece.text;
  const text = piece.of.map(written).join(piece.separator);
  if (!piece.hash || piece.hash.form === 'none') return text;
  const value = hash(piece.hash.digest, text);
  return { bytes: value, hex: hex(value), 'upper hex': hex(value).toUpperCase(), base64: base64(value) }[
    piece.hash.form
  ];
}

/** The canonical string that a recipe makes, mistakes included. */
export function canonical(recipe: Recipe): Bytes {
  const message = recipe.message(recipe.parts);
  for (const edit of recipe.edits) edit(message);
  return written(message);
}

export function macOf(recipe: Recipe): Bytes {
  return recipe.mac(recipe.digest, recipe.key(recipe.secret, recipe.parts), canonical(recipe));
}

/** The signature as it is sent. */
export function signature(recipe: Recipe): string {
  return recipe.write(macOf(recipe));
}
