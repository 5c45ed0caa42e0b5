import { add, subtract, type Paisa } from '../../money.js';
import type { Layer, Terms } from '../../scheme/terms.js';
import type { CaseFacts } from '../facts.js';
import { pend, reduce, type Ceiling, type Statement } from '../finding.js';
import { defineRule, type LineMoney, type TierCover } from '../rule.js';

/**
 * A family draws at most what the terms insure, tier by tier, in the policy year of the admission. What
 * no layer has room for is taken from the lines, last line first; maternity, life-saving packages
 * and confirmed emergencies are carried past the limit, and said to be.
 */
export const LIM_001 = defineRule({
  code: 'LIM-001',
  title: { en: 'Sum insured', ur: 'بیمہ شدہ رقم' },
  phase: 'limit',
  authority: [
    { document: 'phimc-faq', clause: 'When the limit is exhausted' },
    { document: 'urdupoint-2024-09-19', clause: 'KP: 40,000 a person inside 200,000 a family' },
    { document: 'project-architecture', clause: '6, cover as pots' },
  ],
  reasons: [
    'SUM_INSURED_SPENT',
    'SUM_INSURED_PART_LEFT',
    'CARRIED_PAST_LIMIT',
    'LAYER_NEEDS_APPROVAL',
    'EMERGENCY_UNCONFIRMED',
    'CAP_UNCERTAIN',
  ],
  parts: [shortfallOf, carriedOf, awaitingOf, uncertaintyOf, uncertainCap],
  editions: {
    '2000-01-01': ({ facts, lines, cover }) =>
      cover.flatMap((tier) => [
        ...shortfallOf(facts, lines, tier),
        ...carriedOf(tier),
        ...awaitingOf(tier),
        ...uncertaintyOf(facts.terms, tier),
      ]),
  },
});

function shortfallOf(
  facts: CaseFacts,
  lines: readonly LineMoney[],
  { tier, wantedPaisa, carriedPaisa, shortfalls }: TierCover,
): readonly Statement[] {
  const short = add(...shortfalls.map((cut) => cut.amountPaisa));
  if (short === 0n) return [];
  // What is carried past the limit is not cover that was left: another finding speaks of it.
  const asked = subtract(wantedPaisa, carriedPaisa);
  const left = subtract(asked, short);
  const ceilings = shortfalls.map(({ lineNo, amountPaisa }): Ceiling => {
    const before = lines.find((line) => line.lineNo === lineNo)?.insurerPaisa ?? amountPaisa;
    return { lineNo, ceilingPaisa: subtract(before, amountPaisa) };
  });
  const statements =
    left === 0n
      ? [reduce('SUM_INSURED_SPENT', { tier, asked }, ceilings)]
      : [reduce('SUM_INSURED_PART_LEFT', { tier, left, asked }, ceilings)];
  // The reduction stands until somebody other than the hospital says that it was an emergency; once
  // somebody has, the amount is carried past the limit and nothing is short.
  if (facts.claim.admissionType === 'emergency') {
    statements.push(pend('adjudicator', 'EMERGENCY_UNCONFIRMED', { tier, amount: short }));
  }
  return statements;
}

/** Without a ceiling it cuts nothing: the money is paid, and the finding says from where. */
function carriedOf({ tier, carriedPaisa }: TierCover): readonly Statement[] {
  return carriedPaisa > 0n
    ? [reduce('CARRIED_PAST_LIMIT', { tier, amount: carriedPaisa }, [])]
    : [];
}

function awaitingOf({ tier, awaiting }: TierCover): readonly Statement[] {
  return awaiting.map(({ layer, amountPaisa }) =>
    pend('approver', 'LAYER_NEEDS_APPROVAL', { tier, layer, amount: amountPaisa }),
  );
}

/**
 * An uncertain cap decides where the claim draws on its layer, and where something was left over that
 * a larger cap would have held.
 */
function uncertaintyOf(terms: Terms | undefined, cover: TierCover): readonly Statement[] {
  const overrun = cover.shortfalls.length > 0 || cover.carriedPaisa > 0n;
  const drawn = new Set([...cover.draws, ...cover.awaiting].map(({ layer }) => layer));
  const layers = terms?.tiers[cover.tier] ?? [];
  return layers
    .filter((layer) => overrun || drawn.has(layer.code))
    .flatMap((layer) => {
      const cap = uncertainCap(layer);
      const params = { tier: cover.tier, layer: layer.code };
      return cap === undefined ? [] : pend('adjudicator', 'CAP_UNCERTAIN', { ...params, cap });
    });
}

function uncertainCap({ caps }: Layer): Paisa | undefined {
  return caps.find(({ amountPaisa }) => amountPaisa.uncertain === true)?.amountPaisa.value;
}
