import type { Signal } from '../signal.js';

/** Weeks with admissions, and admissions in all, before a hospital has a baseline of its own. */
const BASELINE = { weeks: 4, admissions: 10 };
const LEAST_ADMISSIONS = 15;
const TIMES_THE_MOST = 2.5;

/** Far more admissions in a week than the hospital ever had in the weeks before. */
export const RSK_007: Signal = {
  code: 'RSK-007',
  title: { en: 'Surge of admissions', ur: 'داخلوں میں اچانک اضافہ' },
  purpose: {
    en: 'Compares the admissions of a week with the same hospital’s weeks before.',
    ur: 'ایک ہفتے کے داخلوں کا اسی ہسپتال کے پچھلے ہفتوں سے موازنہ۔',
  },
  // Floods, outbreaks and camps do this too.
  weight: 'weak',
  limits: { BASELINE, LEAST_ADMISSIONS, TIMES_THE_MOST },
  reasons: ['ADMISSIONS_SURGE'],
  judge: ({ risk: { week } }) => {
    const busy = week.before.filter((admissions) => admissions > 0);
    const total = busy.reduce((sum, admissions) => sum + admissions, 0);
    if (busy.length < BASELINE.weeks || total < BASELINE.admissions) return [];
    const most = Math.max(...busy);
    const admissions = week.admissions + 1;
    if (admissions < LEAST_ADMISSIONS || admissions < most * TIMES_THE_MOST) return [];
    const params = { weekOn: week.on, admissions, most, weeks: week.before.length };
    return [{ reason: 'ADMISSIONS_SURGE', params }];
  },
};
