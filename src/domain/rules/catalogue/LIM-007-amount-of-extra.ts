import { daysBetween } from '../../calendar.js';
import type { ClaimExtra } from '../../claim/claim.js';
import { times } from '../../money.js';
import type { Extra } from '../../scheme/terms.js';
import { payableExtras } from '../extras.js';
import type { CaseFacts } from '../facts.js';
import { deny, pend, reduce, type Statement } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * An extra is worth at most what the terms give: once, or for each day up to the terms' days and those of
 * the stay, the first and the last counted. An uncertain amount is held and goes to a person. What an
 * adjudicator allows for it in a correction is a ceiling too.
 */
export const LIM_007 = defineRule({
  code: 'LIM-007',
  title: { en: 'Amount of an extra', ur: 'اضافی رقم کی مقدار' },
  phase: 'price',
  step: 'extras_limit',
  authority: [
    { document: 'the-news-2019-01-31', clause: 'Transport: 1,000' },
    { document: 'cm-punjab-health-cards', clause: 'Burial: 10,000' },
    { document: 'propakistani-2020-08-21', clause: 'KP: transport up to 2,000; allowance 1,000' },
    { document: 'kp-act-2018-summary', clause: 'Wage loss of 250 a day for 3 days' },
    { document: 'project-architecture', clause: '5, extras; 6, correction' },
  ],
  reasons: [
    'EXTRA_ABOVE_AMOUNT',
    'EXTRA_ABOVE_DAYS',
    'EXTRA_DAYS_MISSING',
    'EXTRA_AMOUNT_UNCERTAIN',
    'EXTRA_DISALLOWED',
    'EXTRA_HELD_DOWN',
  ],
  parts: [byTerms, byDay, byAdjudicator],
  editions: {
    '2000-01-01': ({ facts, denied }) =>
      payableExtras(facts, denied).flatMap(([extra, entry]) => [
        ...byTerms(facts, extra, entry),
        ...byAdjudicator(facts, extra),
      ]),
  },
});

function byTerms(facts: CaseFacts, extra: ClaimExtra, entry: Extra): readonly Statement[] {
  const { kind, lineNo, askedPaisa: asked } = extra;
  if (entry.daysAtMost !== undefined) return byDay(facts, extra, entry, entry.daysAtMost);
  const { value: allowed, uncertain } = entry.amountPaisa;
  const params = { extra: kind, allowed };
  return [
    ...(asked > allowed
      ? [
          reduce('EXTRA_ABOVE_AMOUNT', { ...params, asked }, [{ lineNo, ceilingPaisa: allowed }], {
            lineNo,
          }),
        ]
      : []),
    ...(uncertain === true
      ? [pend('adjudicator', 'EXTRA_AMOUNT_UNCERTAIN', params, { lineNo })]
      : []),
  ];
}

function byDay(
  { claim }: CaseFacts,
  { kind, lineNo, days: askedDays, askedPaisa: asked }: ClaimExtra,
  { amountPaisa: rate }: Extra,
  daysAtMost: NonNullable<Extra['daysAtMost']>,
): readonly Statement[] {
  const place = { lineNo };
  const stayDays = Math.max(1, daysBetween(claim.admittedOn, claim.dischargedOn) + 1);
  const days = Math.min(askedDays ?? stayDays, stayDays, daysAtMost.value);
  const allowed = times(rate.value, days);
  const ceilings = [{ lineNo, ceilingPaisa: allowed }];
  const params = { extra: kind, asked, allowed, rate: rate.value, days };
  const isUncertain = rate.uncertain === true || daysAtMost.uncertain === true;
  return [
    ...(asked > allowed ? [reduce('EXTRA_ABOVE_DAYS', params, ceilings, place)] : []),
    ...(askedDays === undefined
      ? [pend('hospital', 'EXTRA_DAYS_MISSING', { extra: kind }, place)]
      : []),
    ...(isUncertain
      ? [pend('adjudicator', 'EXTRA_AMOUNT_UNCERTAIN', { extra: kind, allowed }, place)]
      : []),
  ];
}

function byAdjudicator({ correction }: CaseFacts, extra: ClaimExtra): readonly Statement[] {
  const { kind, lineNo } = extra;
  const allowed = correction?.lines.find((one) => one.lineNo === lineNo)?.atMostPaisa;
  if (correction === undefined || allowed === undefined) return [];
  const why = { extra: kind, because: correction.reason, source: correction.source };
  if (allowed === 0n) return [deny('EXTRA_DISALLOWED', why, { lineNo })];
  const ceilings = [{ lineNo, ceilingPaisa: allowed }];
  return [reduce('EXTRA_HELD_DOWN', { ...why, allowed }, ceilings, { lineNo })];
}
