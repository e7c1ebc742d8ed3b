/** A sentence for the user about what a capture could not do, or did otherwise; told again and again, printed once. */
export interface Remark {
  /** The host that it is about: `api.example.com:443`. */
  readonly host?: string | undefined;
  /** A whole sentence. */
  readonly says: string;
  /** The program refused a certificate of the capture: what to do depends on its runtime. */
  readonly isDistrust?: true;
}

export type OnRemark = (remark: Remark) => void;
