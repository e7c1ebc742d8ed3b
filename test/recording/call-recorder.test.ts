import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallRecorder } from '../../src/recording/call-recorder.js';
import type { Leg } from '../../src/wire/leg.js';

const POST = 'POST /orders HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 4\r\n\r\nabcd';
const CHUNKED =
  'POST /c HTTP/1.1\r\nhost:shop.example \r\ntransfer-encoding: gzip, Chunked\r\n\r\n3;x="y"\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nX-Sum: 1\r\n\r\n';
const HEAD = 'HEAD / HTTP/1.0\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const CREATED =
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n';
const NO_BODY = 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n';

function record(play: (recorder: CallRecorder) => void): Leg[] {
  const legs: Leg[] = [];
  play(new CallRecorder('https://shop.example', (leg) => legs.push(leg)));
  return legs;
}

function inPieces(text: string, cuts: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text, 'latin1');
  const at = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

const texts = (legs: readonly Leg[]) =>
  legs.map(({ sent, received }) => [sent.toString('latin1'), received.toString('latin1')]);

describe('the recorder of a connection', () => {
  it('finds the same calls however the bytes are cut', () => {
    const cuts = fc.array(fc.nat(2000), { maxLength: 40 });
    fc.assert(
      fc.property(cuts, cuts, (sent, received) => {
        const legs = record((recorder) => {
          for (const piece of inPieces(POST + CHUNKED + HEAD + POST, sent)) recorder.sent(piece);
          for (const piece of inPieces(OK + CREATED + NO_BODY + OK, received)) recorder.received(piece);
          recorder.receivedEnd();
          recorder.givenUp();
        });
        expect(texts(legs)).toEqual([
          [POST, OK],
          [CHUNKED, CREATED],
          [HEAD, NO_BODY],
          [POST, OK],
        ]);
        expect(legs.filter(({ failure, cut, sentCut }) => failure || cut || sentCut)).toEqual([]);
      }),
    );
  });

  it('never throws and gives each call once, whatever travels', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(POST, CHUNKED, HEAD, OK, CREATED, '0\r\n\r\n', '\r\n', 'PRI * HTTP/2.0\r\n\r\n'),
    );
    const steps = fc.array(fc.tuple(fc.boolean(), bytes), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (all) => {
        const legs = record((recorder) => {
          for (const [out, piece] of all)
            recorder[out ? 'sent' : 'received'](Buffer.from(piece as Uint8Array));
          recorder.sentEnd();
          recorder.receivedEnd();
          recorder.givenUp();
        });
        expect(legs.every(({ sent }) => sent.length > 0)).toBe(true);
      }),
    );
  });

  it('ends an answer without a length with the connection', () => {
    const [leg] = record((recorder) => {
      recorder.sent(Buffer.from(POST));
      recorder.received(Buffer.from('HTTP/1.1 200 OK\r\n\r\nabc'));
      recorder.received(Buffer.from('def'));
      recorder.receivedEnd();
    });
    expect(leg?.failure).toBeUndefined();
    expect(leg?.received.toString()).toMatch(/abcdef$/);
  });

  it('says what is missing of an answer', () => {
    const cut = record((recorder) => {
      recorder.sent(Buffer.from(POST + POST));
      recorder.received(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'));
      recorder.receivedEnd();
      recorder.receivedEnd();
    });
    expect(cut.map(({ failure }) => failure?.kind)).toEqual(['reset', 'reset']);
    expect(cut[0]?.failure?.says).toContain('before the whole answer');
  });

  it('takes a program that read enough of an answer for no failure', () => {
    const legs = [0, 5000].flatMap((ago) =>
      record((recorder) => {
        recorder.sent(Buffer.from(POST), Date.now() - 9000);
        recorder.received(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'), Date.now() - ago);
        recorder.givenUp();
      }),
    );
    expect(legs.map(({ cut, failure }) => [cut, failure?.kind])).toEqual([
      [true, undefined],
      [true, 'timeout'],
    ]);
  });

  it('gives an early answer when the request is over, and says that this was cut', () => {
    const legs = record((recorder) => {
      recorder.sent(Buffer.from('PUT /f HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc'));
      recorder.received(Buffer.from('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n'));
      recorder.sentEnd();
      recorder.receivedEnd();
    });
    expect(legs).toHaveLength(1);
    expect(legs[0]).toMatchObject({ sentCut: true });
    expect(legs[0]?.failure).toBeUndefined();
  });

  it('lets another protocol pass after an upgrade', () => {
    const legs = record((recorder) => {
      recorder.sent(Buffer.from('GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'));
      recorder.received(
        Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x02hi'),
      );
      recorder.sent(Buffer.from('GET /no HTTP/1.1\r\n\r\n'));
      recorder.received(Buffer.from(OK));
      recorder.givenUp();
    });
    expect(legs).toHaveLength(1);
  });

  it('keeps the beginning of what is too long', () => {
    const long = 'x'.repeat(5 * 2 ** 20);
    const [leg] = record((recorder) => {
      recorder.sent(Buffer.from(`POST / HTTP/1.1\r\nContent-Length: ${long.length}\r\n\r\n${long}`));
      recorder.received(Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${long.length}\r\n\r\n${long}`));
    });
    expect(leg).toMatchObject({ sentCut: true, cut: true });
    expect(leg?.sent.length).toBeLessThan(4.1 * 2 ** 20);
  });

  it.each(['the server closes in turn', 'the server resets the connection'])(
    'blames the program that left first, though %s',
    (how) => {
      const [leg] = record((recorder) => {
        recorder.sent(Buffer.from(POST), Date.now() - 5000);
        recorder.sentEnd();
        if (how.includes('resets')) recorder.fail({ kind: 'reset', says: 'read ECONNRESET' });
        else recorder.receivedEnd();
      });
      expect(leg?.failure).toMatchObject({ kind: 'timeout', says: expect.stringContaining('the program') });
    },
  );

  it.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', 'no answer of HTTP/1'],
    ['HTTP/1.1 abc OK\r\n\r\n', 'head of the answer is malformed'],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n', 'chunks of the answer are malformed'],
    ['HTTP/1.1 103 Early Hints\r\n\r\nICY 200 OK\r\n\r\n', 'no answer of HTTP/1'],
  ])('says that an answer cannot be read: %j', (answer, says) => {
    const [leg] = record((recorder) => {
      recorder.sent(Buffer.from(POST));
      recorder.received(Buffer.from(answer));
      recorder.receivedEnd();
    });
    expect(leg).toMatchObject({ failure: { kind: 'other', says: expect.stringContaining(says) } });
    expect(leg?.received.toString('latin1')).toBe(answer);
  });

  it('tells of an answer behind one that was longer than it announced', () => {
    const legs = record((recorder) => {
      recorder.sent(Buffer.from(POST));
      recorder.received(Buffer.from(`${OK}more`));
      recorder.sent(Buffer.from(POST));
      recorder.received(Buffer.from(OK));
      recorder.receivedEnd();
    });
    expect(legs.map(({ failure }) => failure?.says ?? '')).toEqual(['', expect.stringContaining('before')]);
  });

  it.each(['Content-Length: NaN', 'Content-Length: 3\r\nContent-Length: 4', 'Transfer-Encoding: gzip'])(
    'gives a call of which nobody can tell the end, and what it was answered: %j',
    (field) => {
      const refused = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n';
      const legs = record((recorder) => {
        recorder.sent(Buffer.from(`POST / HTTP/1.1\r\n${field}\r\n\r\n{}`));
        recorder.received(Buffer.from(refused));
        recorder.sent(Buffer.from(POST));
        recorder.receivedEnd();
      });
      expect(texts(legs)).toEqual([[`POST / HTTP/1.1\r\n${field}\r\n\r\n{}`, refused]]);
    },
  );

  it('keeps a bounded part of endless interim answers', () => {
    const hint = Buffer.from(`HTTP/1.1 103 Early Hints\r\nLink: ${'x'.repeat(100_000)}\r\n\r\n`);
    const [leg] = record((recorder) => {
      recorder.sent(Buffer.from(POST));
      for (let count = 0; count < 60; count++) recorder.received(hint);
      recorder.received(Buffer.from(OK));
    });
    expect(leg).toMatchObject({ cut: true });
    expect(leg?.received.length).toBeLessThan(4.2 * 2 ** 20);
  });
});
