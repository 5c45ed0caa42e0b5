import type { Signal } from '../signal.js';

/** Two sheets may be alike by chance where round numbers are written; three others are not. */
const OTHER_PEOPLE = 3;

/** The same sheet for several people: diagnoses, packages and vital signs to the last digit. */
export const RSK_011: Signal = {
  code: 'RSK-011',
  title: { en: 'Cloned clinical content', ur: 'نقل شدہ طبی ریکارڈ' },
  purpose: {
    en: 'Looks for different people whose clinical sheets say the very same.',
    ur: 'ایسے مختلف افراد کی تلاش جن کے طبی کاغذات بالکل ایک جیسے ہوں۔',
  },
  weight: 'strong',
  limits: { OTHER_PEOPLE },
  reasons: ['CONTENT_CLONED'],
  judge: ({ risk: { content } }) => {
    if (content === undefined || content.count < OTHER_PEOPLE) return [];
    return [
      { reason: 'CONTENT_CLONED', params: { people: content.count }, claims: content.claims },
    ];
  },
};
