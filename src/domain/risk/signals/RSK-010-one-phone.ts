import type { Signal } from '../signal.js';

/** Relatives and neighbours share a telephone; so many families do not. */
const OTHER_FAMILIES = 4;

/** One contact number on many families (CAG 2023: one number on 749,820 records). */
export const RSK_010: Signal = {
  code: 'RSK-010',
  title: { en: 'One telephone, many families', ur: 'ایک فون، کئی خاندان' },
  purpose: {
    en: 'Looks for one contact number that many families gave.',
    ur: 'ایسے رابطہ نمبر کی تلاش جو کئی خاندانوں نے دیا ہو۔',
  },
  weight: 'medium',
  limits: { OTHER_FAMILIES },
  reasons: ['PHONE_OF_MANY_FAMILIES'],
  judge: ({ risk: { phone } }) => {
    if (phone === undefined || phone.count < OTHER_FAMILIES) return [];
    const params = { families: phone.count };
    return [{ reason: 'PHONE_OF_MANY_FAMILIES', params, claims: phone.claims }];
  },
};
