import { WEEKS_BEFORE } from '../facts.js';
import type { Signal } from '../signal.js';

/** Families that came together, and how many times what came in the weeks before, a week. */
const LEAST_FAMILIES = 5;
const TIMES_A_WEEK = 3;

/** Families of one far district in one hospital at once: people who were taken there, or only their cards. */
export const RSK_009: Signal = {
  code: 'RSK-009',
  title: { en: 'Far from home, together', ur: 'گھر سے دور، ایک ساتھ' },
  purpose: {
    en: 'Looks for families of one far district that come to a hospital at the same time.',
    ur: 'ایک ہی دور کے ضلع کے ان خاندانوں کی تلاش جو ایک ہی وقت میں کسی ہسپتال آتے ہیں۔',
  },
  weight: 'medium',
  limits: { WEEKS_BEFORE, LEAST_FAMILIES, TIMES_A_WEEK },
  reasons: ['FAR_FROM_HOME_TOGETHER'],
  judge: ({ risk: { far } }) => {
    if (far === undefined) return [];
    const { count, earlier, km, districtPcode, claims } = far;
    const families = count + 1;
    if (families < LEAST_FAMILIES || families < (earlier / WEEKS_BEFORE) * TIMES_A_WEEK) return [];
    const params = { district: districtPcode, km, families, earlier, weeks: WEEKS_BEFORE };
    return [{ reason: 'FAR_FROM_HOME_TOGETHER', params, claims }];
  },
};
