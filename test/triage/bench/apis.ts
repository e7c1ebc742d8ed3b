/** An API that the generated traffic goes to. */
export interface Api {
  readonly host: string;
  /** The header that carries the credential, and the one of subtle traffic; none where the logger leaves it out. */
  readonly key?: {
    readonly header: string;
    readonly scheme?: string;
    readonly values: readonly string[];
    readonly subtle?: string;
  };
  /** Headers of its own that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The header in which every request says when it was made, and how it writes that. */
  readonly stamp?: { readonly header: string; readonly form: (time: Date) => string };
}

export const DAY_OF_TRAFFIC = Date.UTC(2026, 8, 21);

export const pandabase: Api = {
  host: 'api.pandabase.io',
  key: { header: 'authorization', scheme: 'Platform ', values: ['plt_errdoctor_0001', 'plt_errdoctor_0002'] },
  stamp: { header: 'x-request-timestamp', form: (time) => String(time.getTime()) },
};

export const contro: Api = {
  host: 'api.contro.me',
  key: { header: 'x-contro-api-key', values: ['sk_live_errdoctor91d0e7aa52'] },
};

export const partna: Api = {
  host: 'api.getpartna.com',
  key: { header: 'x-api-key', values: ['ptk-errdoctor-7f3c1b9e24d84a55'] },
  headers: { 'x-api-user': 'errdoctor-shop' },
};

export const payfield: Api = {
  host: 'merchant-api.payfield.io',
  stamp: { header: 'x-timestamp', form: (time) => time.toISOString() },
};

export const axys: Api = { host: 'production.api.axyscards.com' };

export const orders: Api = {
  host: 'orders.internal.example',
  key: {
    header: 'authorization',
    scheme: 'Bearer ',
    values: ['errdoctor-token-of-the-shop'],
    subtle: tokenUntilNoon(),
  },
};

export const cats: Api = { host: 'cats.example' };

export const slack: Api = { host: 'slack.com' };

export const clients = ['axios/1.7.7', 'axios/1.8.2', 'undici/6.19.8'] as const;

/** What a line means depends on its time where the token is of this kind. */
function tokenUntilNoon(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const noon = DAY_OF_TRAFFIC / 1000 + 12 * 3600;
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'shop', exp: noon })}.errdoctor-example`;
}
