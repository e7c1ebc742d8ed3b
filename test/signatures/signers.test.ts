import adyen from '@adyen/api-library';
import hubspot from '@hubspot/api-client';
import { sign as githubSign } from '@octokit/webhooks-methods';
import aws4 from 'aws4';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { Random } from '../accuracy/random.js';
import { type Call, target, url } from './call.js';
import { base64, bytes, hash, hex, hmac, signature } from './recipe.js';
import { signers } from './registry.js';
import type { Draft } from './signer.js';

const SEEDS = Array.from({ length: 25 }, (_, index) => `right ${index}`);

function drafts(scheme: string): Draft[] {
  const signer = signers.get(scheme);
  if (!signer) throw new Error(`no signer ${scheme}`);
  return SEEDS.map((seed) => signer.draft(new Random(seed)));
}

/** Body and other values as the text that SDKs take. */
function text(value: string | undefined): string {
  return Buffer.from(value ?? '', 'latin1').toString('utf8');
}

function header({ headers }: Call, name: string): string {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? '';
}

/** A draft of the scheme with these values in the place of its own. */
function withValues(scheme: string, secret: string, parts: Record<string, string>): string {
  const [draft] = drafts(scheme) as [Draft];
  draft.recipe.secret = secret;
  Object.assign(draft.recipe.parts, parts);
  return signature(draft.recipe);
}

describe('right signatures agree with the official libraries', () => {
  it('stripe', () => {
    const { webhooks } = new Stripe('sk_test_errdoctor');
    for (const { call, recipe, carry, given } of drafts('stripe')) {
      carry(call, signature(recipe));
      expect(
        webhooks.signature?.verifyHeader(text(call.body), header(call, 'stripe-signature'), given, 0),
      ).toBe(true);
    }
  });

  it.each(['standard-webhooks', 'pandabase-webhook-v2'])('standardwebhooks: %s', (scheme) => {
    for (const { call, recipe, given } of drafts(scheme)) {
      const time = new Date(Number(header(call, 'webhook-timestamp')) * 1000);
      const right = new Webhook(given).sign(header(call, 'webhook-id'), time, text(call.body));
      expect(`v1,${signature(recipe)}`).toBe(right);
    }
  });

  it('github', async () => {
    for (const { call, recipe, given } of drafts('github')) {
      expect(`sha256=${signature(recipe)}`).toBe(await githubSign(given, text(call.body)));
    }
  });

  it('twilio with a form', () => {
    for (const { call, recipe, given } of drafts('twilio-form')) {
      const form = Object.fromEntries(new URLSearchParams(call.body));
      expect(twilio.validateRequest(given, signature(recipe), url(call), form)).toBe(true);
    }
  });

  it('twilio with JSON', () => {
    for (const { call, recipe, given } of drafts('twilio-json')) {
      expect(twilio.validateRequestWithBody(given, signature(recipe), url(call), text(call.body))).toBe(true);
    }
  });

  it('adyen', () => {
    const validator = new adyen.hmacValidator();
    for (const { call, recipe, given, carry } of drafts('adyen')) {
      carry(call, signature(recipe));
      const item = JSON.parse(text(call.body)).notificationItems[0].NotificationRequestItem;
      expect(validator.validateHMAC(item, given)).toBe(true);
    }
  });

  it('hubspot', () => {
    for (const { call, recipe, given } of drafts('hubspot')) {
      const timestamp = Number(header(call, 'x-hubspot-request-timestamp'));
      const right = hubspot.Signature.getSignature(call.method, 'v3', {
        clientSecret: given,
        signature: '',
        requestBody: text(call.body),
        url: url(call),
        timestamp,
      });
      expect(signature(recipe)).toBe(right);
    }
  });

  it('aws with headers', () => {
    for (const { call, recipe, given, carry } of drafts('aws-headers')) {
      carry(call, signature(recipe));
      expect(byAws4(call, given).headers?.Authorization).toContain(signature(recipe));
    }
  });

  it('aws presigned', () => {
    for (const { call, recipe, given } of drafts('aws-presigned')) {
      expect(byAws4(call, given).path).toContain(signature(recipe));
    }
  });
});

/** The call as aws4 signs it, at the same moment and for the same scope. */
function byAws4(call: Call, secretAccessKey: string) {
  const presigned = call.query?.includes('X-Amz-Credential=') ?? false;
  const given = new URLSearchParams(call.query);
  const credential = presigned
    ? (given.get('X-Amz-Credential') ?? '')
    : (/Credential=([^,]+)/.exec(header(call, 'authorization'))?.[1] ?? '');
  const [accessKeyId = '', , region = '', service = ''] = credential.split('/');
  const time = presigned ? (given.get('X-Amz-Date') ?? '') : header(call, 'x-amz-date');
  const own = target(call).split(/[?&]X-Amz-Algorithm=/)[0];
  const expires = presigned
    ? `${own?.includes('?') ? '&' : '?'}X-Amz-Expires=${given.get('X-Amz-Expires')}`
    : '';
  return aws4.sign(
    {
      method: call.method,
      host: call.host,
      path: `${own}${presigned ? `${expires}&X-Amz-Date=${time}` : ''}`,
      region,
      service,
      signQuery: presigned,
      body: call.body === undefined ? undefined : text(call.body),
      headers: presigned ? {} : Object.fromEntries(call.headers.filter(([name]) => name !== 'Authorization')),
      // aws4 would sign a length that few others do.
      extraHeadersToIgnore: { 'content-length': true },
    } as Parameters<typeof aws4.sign>[0],
    { accessKeyId, secretAccessKey },
  );
}

describe('right signatures agree with published examples', () => {
  it('binance', () => {
    const secret = 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j';
    const order = 'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC';
    const rest = 'quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559';
    expect(withValues('binance-query', secret, { query: `${order}&${rest}` })).toBe(
      'c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71',
    );
    expect(withValues('binance-form', secret, { query: order, body: rest })).toBe(
      '0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77',
    );
  });

  it('kraken', () => {
    const secret = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==';
    expect(
      withValues('kraken', secret, {
        path: '/0/private/AddOrder',
        nonce: '1616492376594',
        body: 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
      }),
    ).toBe('4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==');
  });

  it('slack', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    expect(withValues('slack', '8f742231b10e8888abcd99yyyzzz85a5', { time: '1531420618', body })).toBe(
      'a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it('pandabase, payfield and contro, from worked examples', () => {
    const body =
      '{"amount":2500,"currency":"USD","platformFee":250,"lineItems":[{"name":"Synthetic widget","amount":2500,"quantity":1}],"returnUrl":"https://shop.example.com/return"}';
    expect(
      withValues('pandabase-platform', 'psk_test_errdoctor_0001', {
        method: 'POST',
        path: '/v2/platforms/intents',
        time: '1790000000000',
        body,
      }),
    ).toBe(
      'f257ce3f671f4a0b6dac81d4b46a88f2b91763021c3c6ba1c0989efe3ab4e3519baf5d2be0681beaf5f2d23e8c91f0c5c68677f73b4277a584146828c147c39a',
    );
    const event =
      '{"event":"PAYMENT_COMPLETED","id":"evt_synthetic_0001","timestamp":"2026-09-21T12:26:40.000Z","data":{}}';
    const time = '1790000000000';
    expect(withValues('pandabase-webhook-legacy', 'whs_errdoctor_0001', { body: event })).toBe(
      '163156ca6beed9f1626a87b54f957352946dd544ce565694985b1ce3028aa357',
    );
    expect(withValues('pandabase-webhook-v1', 'whs_errdoctor_0001', { time, body: event })).toBe(
      'c6eaf48eadbee6735bf7de5b37c305ce8572a54bd93990720ad20aa00c6fe96a',
    );
    expect(
      withValues('payfield', 'pf_secret_errdoctor_0001', { time: '2026-09-21T12:26:40Z', body: '' }),
    ).toBe('92f12a6973805b0211c0132dc2c8df5d5d8f2a2252f74deb587b4dcc4c1fc46e');
    expect(
      withValues('contro', 'whsec_errdoctor_0001', {
        time: '1790000000',
        body: '{"event":"card.issued","id":"evt_synth_1","data":{"cardId":"card_synth_1"}}',
      }),
    ).toBe('25b98ccaac999d8ee9044d6c613092517b8919e08498f54f4c31f3bc119dcfbd');
  });
});

it('the tools themselves agree with RFC 4231 and FIPS 180', () => {
  expect(hex(hmac('sha256', 'Jefe', 'what do ya want for nothing?'))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  expect(hex(hash('sha256', 'abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(base64(bytes('é'))).toBe('w6k=');
});
