/** A sentence for the user about what a capture could not do, or did otherwise; printed once each. */
export interface Remark {
  /** The host that it is about: `api.example.com:443`. */
  readonly host?: string | undefined;
  /** A whole sentence. */
  readonly says: string;
}

export type OnRemark = (remark: Remark) => void;
