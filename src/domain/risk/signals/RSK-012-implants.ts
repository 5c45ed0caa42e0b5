import { spreadParams } from '../spread.js';
import type { Signal } from '../signal.js';

const LEAST_IMPLANTS = 3;
const PEERS = { stays: 20, hospitals: 3 };
/** Elsewhere at most this share of such stays has as many. */
const RARE = 0.02;

/** More implants than others put into one person (Punjab: 72% of angiographies ended in a stent). */
export const RSK_012: Signal = {
  code: 'RSK-012',
  title: { en: 'Many implants', ur: 'بہت سے امپلانٹ' },
  purpose: {
    en: 'Compares the implants of a claim with those of the same package elsewhere.',
    ur: 'کلیم کے امپلانٹس کا دوسری جگہ اسی پیکیج کے امپلانٹس سے موازنہ۔',
  },
  weight: 'medium',
  limits: { LEAST_IMPLANTS, PEERS, RARE },
  reasons: ['IMPLANTS_MANY'],
  judge: ({ facts, risk: { peers } }) => {
    const found = peers.implants;
    if (found === undefined || found.implants < LEAST_IMPLANTS) return [];
    if (found.of < PEERS.stays || found.hospitals < PEERS.hospitals) return [];
    if (found.cases > found.of * RARE) return [];
    const { implants, cases: asMany, of } = found;
    const spread = spreadParams(found.spread);
    const params = {
      ...{ package: facts.claim.lines[0]?.packageCode ?? '', implants, asMany, of },
      ...spread,
    };
    return [{ reason: 'IMPLANTS_MANY', params }];
  },
};
