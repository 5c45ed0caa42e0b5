import type { ClaimStatus } from '../claim/lifecycle.js';
import { fill, textInWords, type Language } from './explain.js';

/** Statuses that say something beyond the newest decision, or that there is none. */
type Telling = Exclude<ClaimStatus, 'approved' | 'partial' | 'denied' | 'pended'>;

const SENTENCES: Readonly<Record<Language, Readonly<Record<Telling, string>>>> = {
  en: {
    received: 'Claim {claim} has been received and waits to be decided.',
    set_aside:
      'Claim {claim} is set aside: a fault of the data kept it from being decided, and an administrator looks at it.',
    in_settlement: 'Claim {claim} is in a settlement run; its payment is on the way.',
    paid: 'Claim {claim} is paid.',
    withdrawn: 'Claim {claim} has been withdrawn; nothing of it is payable.',
    void: 'Claim {claim} is void; nothing of it is payable.',
    superseded: 'A newer version has taken the place of claim {claim}; only that one counts.',
  },
  ur: {
    received: 'کلیم {claim} موصول ہو چکا ہے اور فیصلے کا منتظر ہے۔',
    set_aside:
      'کلیم {claim} الگ رکھا گیا ہے: ڈیٹا کی خرابی سے فیصلہ نہ ہو سکا، اور منتظم اسے دیکھ رہا ہے۔',
    in_settlement: 'کلیم {claim} تصفیے میں ہے؛ ادائیگی ہونے والی ہے۔',
    paid: 'کلیم {claim} کی ادائیگی ہو چکی ہے۔',
    withdrawn: 'کلیم {claim} واپس لے لیا گیا ہے؛ اس میں کچھ قابلِ ادائیگی نہیں۔',
    void: 'کلیم {claim} کالعدم ہے؛ اس میں کچھ قابلِ ادائیگی نہیں۔',
    superseded: 'کلیم {claim} کی جگہ نئی ترمیم آ چکی ہے؛ اب صرف وہی معتبر ہے۔',
  },
};

/** What has become of a claim beside its newest decision; undefined where that says it all. */
export function explainStatus(
  hospitalClaimNo: string,
  status: ClaimStatus,
  language: Language,
): string | undefined {
  const sentences: Readonly<Partial<Record<ClaimStatus, string>>> = SENTENCES[language];
  const sentence = sentences[status];
  if (sentence === undefined) return undefined;
  return fill(sentence, { claim: textInWords(hospitalClaimNo, language) });
}
