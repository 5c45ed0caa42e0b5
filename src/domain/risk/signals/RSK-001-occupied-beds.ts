import { standingOf } from '../../rules/lookup.js';
import type { Signal } from '../signal.js';

/** Beds beyond the declared ones before anybody is asked: registers lag, and people lie on trolleys. */
const BEYOND = { beds: 3, share: 0.1 };

/** More people in bed by this scheme alone than the hospital has beds (CAG 2023: 24 hospitals of one state). */
export const RSK_001: Signal = {
  code: 'RSK-001',
  title: { en: 'Occupied beds over declared', ur: 'ظاہر کردہ سے زیادہ بھرے بستر' },
  purpose: {
    en: 'Compares the people in bed each night with the beds that the hospital declares.',
    ur: 'ہر رات داخل افراد کا ہسپتال کے ظاہر کردہ بستروں سے موازنہ۔',
  },
  weight: 'medium',
  limits: { BEYOND },
  reasons: ['BEDS_OVER_DECLARED'],
  judge: ({ facts, risk: { busiest } }) => {
    const beds = standingOf(facts)?.beds;
    if (busiest === undefined || beds === undefined || beds < 1) return [];
    const occupied = busiest.others + 1;
    if (occupied < beds + Math.max(BEYOND.beds, beds * BEYOND.share)) return [];
    return [{ reason: 'BEDS_OVER_DECLARED', params: { on: busiest.on, occupied, beds } }];
  },
};
