import { z } from 'zod';
import { MAX_DIAGNOSES } from '../domain/claim/claim.js';
import { CARE_TIERS, EXTRA_KINDS } from '../domain/scheme/terms.js';
import { findingView } from '../intake/index.js';
import { cnicField, dayField, moneyField, plainText } from '../platform/http/fields.js';
import { MAX_HOSPITALS } from './nearest-hospitals.js';

const MAX_PACKAGES = 10;
const MAX_NIGHTS = 365;

export const eligibilityBody = z
  .strictObject({
    cnic: cnicField.describe('CNIC or B-form number'),
    verification: z
      .strictObject({
        method: z.enum(['biometric', 'photo', 'card']),
        reference: plainText(120).describe('Of the biometric check, the photo or the card'),
      })
      .describe('How it was made sure who the person is; kept in the trail'),
    day: dayField
      .refine((day) => /^(?:19|20)/.test(day), { error: 'must be in the years 1900 to 2099' })
      .optional()
      .describe('Day of admission; today in Karachi unless told'),
    packageCodes: z
      .array(plainText(40))
      .max(MAX_PACKAGES)
      .refine((codes) => new Set(codes).size === codes.length, { error: 'names a package twice' })
      .default([])
      .describe('Packages planned, for one stay'),
    nights: z
      .number()
      .int()
      .min(0)
      .max(MAX_NIGHTS)
      .default(1)
      .describe(
        'Nights planned, in the general ward; what packages paid by the day are reckoned by',
      ),
    diagnoses: z
      .array(
        z.string().regex(/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z])?$/, {
          error: 'must be a WHO ICD-10 code of 3 or 4 characters',
        }),
      )
      .max(MAX_DIAGNOSES)
      .default([])
      .describe('WHO ICD-10, principal first'),
    emergency: z.boolean().default(false).describe('The hospital takes it for an emergency'),
  })
  .meta({ id: 'EligibilityCheck' });
export type EligibilityBody = z.output<typeof eligibilityBody>;

const bothLanguages = z.strictObject({ en: z.string(), ur: z.string() });

const unknownView = z.strictObject({ known: z.literal(false), notice: bothLanguages });

const potView = z
  .strictObject({
    tier: z.string(),
    layer: z.string(),
    scope: z.enum(['member', 'family']),
    needsApproval: z.boolean(),
    amountPaisa: moneyField,
    availablePaisa: moneyField,
    heldPaisa: moneyField.describe('All that is set aside'),
    heldByStaysPaisa: moneyField.describe('Of it, for stays that no claim has come for'),
    heldByClaimsPaisa: moneyField.describe('Of it, for pended claims'),
    consumedPaisa: moneyField,
    source: z.string().describe('Where the cap was read'),
    uncertain: z.boolean(),
  })
  .meta({ id: 'PotBalance' });

const extraView = z
  .strictObject({
    kind: z.enum(EXTRA_KINDS),
    amountPaisa: moneyField.describe('Once, or for a day where daysAtMost is there'),
    daysAtMost: z.number().int().optional(),
    tier: z.enum(CARE_TIERS).optional().describe('Only with treatment of this tier'),
    maternityOnly: z.literal(true).optional().describe('Only with a maternity package'),
    scope: z.enum(['member', 'family']).describe('Whose year counts'),
    timesAYear: z.number().int().optional().describe('Absent where the terms count none'),
    taken: z.number().int().describe('Had this policy year; what is still pended among it'),
    left: z.number().int().optional(),
    source: z.string().describe('Where the amount was read'),
    uncertain: z.boolean(),
  })
  .meta({ id: 'ExtraLeft' });

const plannedPackageView = z
  .strictObject({
    lineNo: z.number().int().describe('What findings call it'),
    packageCode: z.string(),
    listed: z.boolean().describe('On the list of the scheme on the day'),
    tier: z.string().optional(),
    tariffPaisa: moneyField
      .optional()
      .describe('What the tariff gives a hospital of this grade; absent without a rate'),
    insurerPaisa: moneyField.optional(),
    patientSharePaisa: moneyField.optional(),
    hospitalBornePaisa: moneyField.optional(),
    needsPreAuthorisation: z.boolean().optional(),
    documents: z.array(z.string()).describe('Papers that the claim will want for it'),
    speciality: z.string().optional(),
    hospitals: z
      .array(
        z.strictObject({
          code: z.string(),
          name: z.string(),
          districtPcode: z.string(),
          nearness: z.enum(['district', 'province']),
        }),
      )
      .max(MAX_HOSPITALS)
      .describe(
        'Empanelled with its speciality: in the family’s district first, then in its province',
      ),
  })
  .meta({ id: 'PlannedPackage' });

const knownView = z.strictObject({
  known: z.literal(true),
  day: z.string(),
  hospitalId: z.uuid(),
  covered: z.boolean().describe('No rule denies the stay, whatever cover has left'),
  schemeCode: z.string(),
  terms: z
    .strictObject({
      from: z.string(),
      to: z.string().optional(),
      fingerprint: z.string(),
      policyYearOn: z.string(),
    })
    .optional()
    .describe('In force on the day; absent where none are'),
  rulebookFingerprint: z.string(),
  findings: z
    .array(findingView)
    .describe('Of a claim that asks just the tariff, every paper there'),
  pots: z.array(potView),
  extras: z
    .array(extraView)
    .describe('Money for the family beside the treatment, and how often it is left this year'),
  openStays: z.strictObject({
    person: z.number().int(),
    family: z.number().int().describe('Of all its members, the person’s own among them'),
  }),
  packages: z.array(plannedPackageView),
  stayDocuments: z
    .array(
      z.strictObject({
        kind: z.string(),
        dischargeTypes: z.array(z.string()).optional().describe('Only when it ends like this'),
      }),
    )
    .describe('Papers that the claim will want whatever its packages'),
  notice: bothLanguages,
});

export const eligibilityView = z
  .discriminatedUnion('known', [knownView, unknownView])
  .meta({ id: 'Eligibility' });
export type EligibilityView = z.input<typeof eligibilityView>;
export type KnownView = z.input<typeof knownView>;
