/** What the first piece of an answer tells. */
export interface Look {
  /** A success, as far as it was seen. */
  readonly isFine: boolean;
  /** The rest may still tell of a failure. */
  readonly isOpen: boolean;
  /** Bytes of the whole answer; -1 where its last chunk ends it, 0 where that is not known. */
  readonly length: number;
}

/** Bytes of an answer that are looked at: what tells of a failure under a status of success is short. */
export const LOOKED_AT = 8 * 1024;

const STATUS = /^HTTP\/1\.[01] [23]\d\d/;
const FIELD = /\r\n(content-(?:length|type|encoding)|transfer-encoding):[ \t]*([^\r]*)/gi;
/** Behind the line of its first chunk, perhaps. */
const OBJECT = /^(?:[\da-f]+\r\n)?\s*(?:\{|$)/i;
/** Members that say failure under any status, wherever they stand: whether they are meant so is examined later. */
const FAILURE = /"(?:ok|success|status)"\s*:\s*(?:false|"(?:error|fail)")/i;

/** Cheap, and in doubt not fine. Takes the piece as latin1. */
export function lookAt(piece: string): Look {
  const end = piece.indexOf('\r\n\r\n');
  let [length, isJson, isCoded] = [0, false, false];
  FIELD.lastIndex = 0;
  for (let field = FIELD.exec(piece); field && field.index < end; field = FIELD.exec(piece)) {
    const [, name = '', value = ''] = field;
    if (/length$/i.test(name)) length = end + 4 + Number(value);
    else if (/type$/i.test(name)) isJson = value.includes('json');
    else if (/^c/i.test(name)) isCoded = true;
    else length = -1;
  }
  const body = piece.slice(end + 4);
  const isOpen = !isCoded && OBJECT.test(body);
  const isDoubtful = isCoded ? isJson : isOpen && tellsFailure(body);
  return { isFine: end > 0 && STATUS.test(piece) && !isDoubtful, isOpen, length };
}

/** Whether a stretch of JSON, perhaps in chunks, has a member that says failure. */
export function tellsFailure(json: string): boolean {
  return FAILURE.test(json.includes('\r\n') ? json.replace(/\r\n[\da-f]+\r\n/gi, '') : json);
}
