import type { TokenStyle } from './print-json.js';

/** How JavaScript writes any number, and RFC 8785 after it. */
export const javaScriptNumbers: TokenStyle = { write: javaScript };

/** Go's float64, of which `interface{}` makes every number. */
export const goNumbers: TokenStyle = {
  write: (token) => (Object.is(Number(token), -0) ? '-0' : javaScript(token)),
};

/** Whole numbers as they are, others as JavaScript and Go write them: members with a type of their own. */
export const typedNumbers: TokenStyle = { write: (token) => (isInteger(token) ? token : javaScript(token)) };

export const pythonNumbers = floats({ below: -4, from: 16, fraction: '.0', mantissa: '', e: 'e', digits: 2 });
export const rubyNumbers = floats({ below: -4, from: 15, fraction: '.0', mantissa: '.0', e: 'e', digits: 2 });
export const javaNumbers = floats({ below: -3, from: 7, fraction: '.0', mantissa: '.0', e: 'E', digits: 1 });
export const dotNetNumbers = floats({ below: -4, from: 15, fraction: '.0', mantissa: '', e: 'E', digits: 2 });

/** Java's double for every number, as Gson makes of a `Map`. */
export const javaDoubles: TokenStyle = {
  every: true,
  write: (token) => javaNumbers.write(isInteger(token) ? `${token}.0` : token),
};

/** PHP's floats have no `.0`, unless JSON_PRESERVE_ZERO_FRACTION asks for it. */
export const phpNumbers = php('');
export const phpFractions = php('.0');

/** Whole numbers of 64 bits are kept, longer ones become floats. */
function php(fraction: string): TokenStyle {
  const { write } = floats({ below: -4, from: 17, fraction, mantissa: '.0', e: 'e', digits: 1 });
  return {
    write: (token) => {
      const isLong =
        isInteger(token) && (token.length > 20 || BigInt.asIntN(64, BigInt(token)) !== BigInt(token));
      return write(isLong ? `${token}.0` : token);
    },
  };
}

interface FloatStyle {
  /** Exponents less than this one, and those from the other one on, are written. */
  readonly below: number;
  readonly from: number;
  /** After whole numbers without an exponent, and after a single digit before one. */
  readonly fraction: string;
  readonly mantissa: string;
  readonly e: 'e' | 'E';
  /** The least digits of an exponent. */
  readonly digits: number;
}

/** Whole numbers as they are, others with the fewest digits that read as the same double. */
function floats({ below, from, fraction, mantissa, e, digits }: FloatStyle): TokenStyle {
  // Python, Ruby and .NET sign a positive exponent, and so does PHP; Java does not.
  const plus = e === 'e' || digits === 2 ? '+' : '';
  return {
    write(token) {
      if (isInteger(token)) return token === '-0' ? '0' : token;
      const value = Number(token);
      if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
      const [shortest = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
      const power = Number(exponent);
      const sign = value < 0 || Object.is(value, -0) ? '-' : '';
      if (power >= below && power < from) return sign + fixed(shortest.replace('.', ''), power, fraction);
      const number = shortest.includes('.') ? shortest : shortest + mantissa;
      return `${sign}${number}${e}${power < 0 ? '-' : plus}${String(Math.abs(power)).padStart(digits, '0')}`;
    },
  };
}

function fixed(digits: string, power: number, fraction: string): string {
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  if (digits.length <= power + 1) return digits.padEnd(power + 1, '0') + fraction;
  return `${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}

function javaScript(token: string): string {
  return JSON.stringify(Number(token));
}

function isInteger(token: string): boolean {
  return !/[.eE]/.test(token);
}
