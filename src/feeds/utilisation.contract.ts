import { z } from 'zod';
import { daysBetween, isIsoDate, type IsoDate } from '../domain/calendar.js';
import { CUTS } from './utilisation-feed.store.js';

/** Longest span of one question, in days: ten years. */
const MAX_SPAN_DAYS = 3_660;

const day = z
  .string()
  .refine(isIsoDate, { error: 'must be a date YYYY-MM-DD' })
  .transform((text) => text as IsoDate);

export const utilisationQuery = z
  .strictObject({
    from: day.describe('First day of admission, inclusive'),
    to: day.describe('Last day of admission, inclusive; at most 3,660 days from the first'),
    by: z.enum(CUTS),
  })
  .superRefine(({ from, to }, context) => {
    const days = daysBetween(from, to) + 1;
    if (days < 1) {
      context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
    } else if (days > MAX_SPAN_DAYS) {
      context.addIssue({
        code: 'custom',
        path: ['to'],
        message: `must be at most ${MAX_SPAN_DAYS} days from the first day`,
      });
    }
  });

const count = z.number().int();
const money = z.number().int().describe('Whole paisa; 100 are one rupee');

const row = z
  .strictObject({
    code: z.string().describe('P-code of the district, code of the hospital or of the package'),
    name: z.string(),
    schemeCode: z.string().optional().describe('Of a package'),
    districtPcode: z.string().optional().describe('Of the family, or of the hospital'),
    setting: z.enum(['stay', 'day_care']).describe('Stays and day-care are never added up'),
    claims: count.describe('Live claims; by package those of which it is the first line'),
    paidLines: count,
    pendedLines: count,
    deniedLines: count,
    stayDays: count.describe('Nights'),
    deaths: count,
    askedPaisa: money,
    insurerPaisa: money.describe('With what is only held for pended claims'),
    pendedInsurerPaisa: money.describe('The part of insurerPaisa that is held, not decided'),
    patientSharePaisa: money,
    hospitalBornePaisa: money,
    extrasPaisa: money.describe(
      'Given to families beside the treatment, and in no other amount here; with what is only held. By ' +
        'package on the claim’s first line',
    ),
    pendedExtrasPaisa: money.describe('The part of extrasPaisa that is held, not decided'),
  })
  .meta({ id: 'UtilisationRow' });

export const utilisationView = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    by: z.enum(CUTS),
    scope: z.strictObject({ schemes: z.array(z.string()), districts: z.array(z.string()) }),
    asOf: z.strictObject({
      epoch: z.uuid(),
      position: z.number().int().describe('Last event of the feed that is counted'),
      eventsBehind: z.number().int().describe('Events that happened and are not counted yet'),
      oldestWaitingSeconds: z.number().describe('How long the oldest of them has no position'),
    }),
    complete: z.boolean().describe('False when there are more than the 10,000 rows given'),
    rows: z.array(row),
  })
  .meta({ id: 'Utilisation' });

export type UtilisationView = z.infer<typeof utilisationView>;

/** Columns of the CSV, in this order. */
export const CSV_COLUMNS = Object.keys(row.shape);
