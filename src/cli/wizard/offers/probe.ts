import { readAddress } from '../../../probe/address.js';
import { PROBE_SECONDS } from '../../../probe/finding.js';
import { networkProbes } from '../../../probe/network.generated.js';
import type { Look } from '../../../probe/network-probe.js';
import { newlyKnown, type Probed } from '../../../probe/probed.js';
import { limitWords, probeReports } from '../../../report/probe-report.js';
import { stripControls } from '../../../report/strip-controls.js';
import { type Case, settle } from '../../../wizard/case.js';
import type { Question } from '../../../wizard/question.js';
import { type DnsOptions, dnsQuestion } from '../../dns-question.js';
import { UsageError } from '../../usage-error.js';
import { consent } from '../consent.js';
import type { Offer, OfferSetting } from '../offer.js';
import type { Reply } from '../prompts.js';

/** Looks at the network for what is open, once somebody has agreed to it. */
const probe: Offer = {
  label(setting) {
    const open = openQuestion(setting);
    return (
      open && `look at the network (${open.probe?.says ?? 'from the address that the calls leave from'})`
    );
  },

  async take(setting) {
    const open = openQuestion(setting);
    if (!open) return { is: 'unknown' };
    const { prompts, asides, options } = setting;
    const agreed = options.network ? AGREED : await consent(open.ask, prompts, asides);
    if (agreed.is !== 'answer') return agreed;
    if (!agreed.value) return { is: 'unknown' };
    const look: Reply<Look> = open.probe
      ? { is: 'answer', value: open.probe }
      : await lookFromAddress(open, setting);
    if (look.is !== 'answer') return look;
    await prompts.show([`${shown(look.value.says, setting)} …`]);
    const found = await look.value.take(options.timeout ?? PROBE_SECONDS);
    const says = linesOf(found, setting);
    await prompts.show(says);
    const { one } = setting.session;
    const settled = [open.id, `probe ${look.value.says}`].reduce(settle, one);
    return {
      is: 'answer',
      value: { words: `yes: ${look.value.says}`, says, then: withFound(settled, found, setting) },
    };
  },
};

export default probe;

/** What `--network` says beforehand. */
const AGREED: Reply<boolean> = { is: 'answer', value: true };

function openQuestion({ questions }: OfferSetting): Question | undefined {
  return questions.find(({ kind }) => kind === 'probe');
}

/** The look that needs the calling address, with whatever else it can be held against. */
async function lookFromAddress(open: Question, setting: OfferSetting): Promise<Reply<Look>> {
  const { prompts, asides, io, diagnosis, given } = setting;
  const ip = await prompts.text('From which address do the calls leave?', {
    asides,
    check: (text) => (readAddress(text) ? undefined : 'Expected an IP address such as 203.0.113.7.'),
  });
  if (ip.is !== 'answer') return ip;
  let options: DnsOptions = { ip: ip.value, ...namedFiles(setting) };
  for (const ask of MORE) {
    const known = options;
    if (ask.isKnown(known)) continue;
    const reply = await prompts.text(`${ask.question} Type "none" when there is none.`, { asides });
    if (reply.is !== 'answer') return reply;
    if (/^none$/i.test(reply.value)) continue;
    const next = { ...known, ...ask.option(reply.value) };
    const fault = await faultOf(next, setting);
    // What cannot be read is said, and left out: the address alone tells something too.
    if (fault === undefined) options = next;
    else await prompts.show([shown(fault, setting)]);
  }
  const dns = await dnsQuestion(options, io);
  const found = networkProbes.find(({ needs }) => needs && open.ask.includes(needs));
  const look = found?.about(diagnosis.facts, { ...given, dns });
  return look ? { is: 'answer', value: look } : { is: 'unknown' };
}

const MORE: readonly {
  readonly question: string;
  readonly isKnown: (options: DnsOptions) => boolean;
  readonly option: (value: string) => DnsOptions;
}[] = [
  {
    question: 'The file of your client certificate, whose names the address has to lead to?',
    isKnown: ({ cert, names }) => (cert ?? names) !== undefined,
    option: (cert) => ({ cert }),
  },
  {
    question: 'Or the names in that certificate?',
    isKnown: ({ cert, names }) => (cert ?? names) !== undefined,
    option: (names) => ({ names }),
  },
  {
    question: 'A file with the addresses that are registered at the provider?',
    isKnown: ({ allowlist }) => allowlist !== undefined,
    option: (allowlist) => ({ allowlist }),
  },
];

function namedFiles({ options: { cert, names, allowlist, resolver } }: OfferSetting): DnsOptions {
  const given = Object.entries({ cert, names, allowlist, resolver });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

async function faultOf(options: DnsOptions, { io }: OfferSetting): Promise<string | undefined> {
  try {
    await dnsQuestion(options, io);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function withFound(one: Case, found: Probed, { diagnosis }: OfferSetting): Case {
  const { answers, probed = [] } = one.options;
  return {
    ...one,
    options: {
      ...one.options,
      answers: { ...answers, ...newlyKnown([found], diagnosis.facts) },
      probed: [...probed, found],
    },
  };
}

function linesOf(found: Probed, setting: OfferSetting): string[] {
  const [report] = probeReports([found]).probes ?? [];
  const limit = report && limitWords(report);
  const lines = found.seen.map(
    ({ what, is, verdict }) => `${verdict === 'bad' ? 'fault: ' : ''}${what}: ${is}`,
  );
  return [...lines, ...(limit ? [limit] : [])].map((line) => shown(line, setting));
}

function shown(text: string, { mask }: OfferSetting): string {
  return mask.text(stripControls(text, 'join'));
}
