import type { SurgeonDay } from '../facts.js';
import type { Evidence, Signal } from '../signal.js';

/** Minutes in both places before it is more than clocks that differ. */
const TOGETHER_MINUTES = 20;
/** Operating longer than this on one day is nobody's day; operations without times count for nothing. */
const LONGEST_MINUTES = 14 * 60;
const LEAST_OPERATIONS = 5;

/** One surgeon at two tables at once, or longer at work than a day allows. */
export const RSK_002: Signal = {
  code: 'RSK-002',
  title: { en: 'A surgeon’s day', ur: 'سرجن کا دن' },
  purpose: {
    en: 'Looks at whether one surgeon could have done all that is claimed of a day, wherever it was done.',
    ur: 'دیکھتا ہے کہ آیا ایک سرجن اس دن کے تمام کلیم شدہ آپریشن، جہاں بھی ہوئے، کر سکتا تھا۔',
  },
  weight: 'medium',
  limits: { TOGETHER_MINUTES, LONGEST_MINUTES, LEAST_OPERATIONS },
  reasons: ['SURGEON_IN_TWO_PLACES', 'SURGEON_DAY_TOO_LONG'],
  parts: [inTwoPlaces, tooLong],
  judge: ({ risk: { surgeons } }) =>
    surgeons.flatMap((day) => [...inTwoPlaces(day), ...tooLong(day)]),
};

function inTwoPlaces({ lineNo, surgeonKey, on, elsewhere }: SurgeonDay): readonly Evidence[] {
  if (elsewhere === undefined || elsewhere.minutes < TOGETHER_MINUTES) return [];
  const params = { surgeon: surgeonKey, on, minutes: elsewhere.minutes };
  return [{ reason: 'SURGEON_IN_TWO_PLACES', params, lineNo, claims: [elsewhere.claimId] }];
}

function tooLong({
  lineNo,
  surgeonKey,
  on,
  operations,
  minutes,
  claims,
}: SurgeonDay): readonly Evidence[] {
  if (operations < LEAST_OPERATIONS || minutes <= LONGEST_MINUTES) return [];
  const params = { surgeon: surgeonKey, on, operations, hours: Math.floor(minutes / 60) };
  return [{ reason: 'SURGEON_DAY_TOO_LONG', params, lineNo, claims }];
}
