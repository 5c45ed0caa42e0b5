import { z } from 'zod';
import type { IsoDate } from '../../domain/calendar.js';
import { normaliseCnic, type Cnic } from '../../domain/ids.js';
import { DISTRICTS } from '../reference/districts.js';
import { code, day, onlyPresent, parseFields, text } from './fields.js';
import type { RowFormat } from './rows.js';

/** Members of one family at most. */
export const MOST_MEMBERS = 50;

const PCODES: ReadonlySet<string> = new Set(DISTRICTS.map(({ pcode }) => pcode));

export const cnic = z.string({ error: 'is missing' }).transform((value, context): Cnic => {
  const digits = normaliseCnic(value);
  if (digits !== undefined) return digits;
  // The value is not told: it may be somebody's number with a slip of the pen.
  context.addIssue({ code: 'custom', message: 'is not the 13 digits of a CNIC or B-form number' });
  return z.NEVER;
});

export const district = text(20).refine((pcode) => PCODES.has(pcode), {
  error: 'is not the P-code of a district',
});

const schema = z
  .strictObject({
    family_key: code,
    district_pcode: district,
    enrolled_on: day,
    cnic,
    name: text(200),
    sex: z.enum(['male', 'female', 'other'], { error: 'must be male, female or other' }).optional(),
    born_on: day.optional(),
    died_on: day.optional(),
    relation: text(40),
    member_from: day,
    registered_on: day.optional(),
    blocked_from: day.optional(),
    blocked_to: day.optional(),
    permanent_pcode: district.optional(),
    deserving_from: day.optional(),
    deserving_to: day.optional(),
  })
  .superRefine(({ born_on: bornOn, died_on: diedOn, ...row }, context) => {
    if (bornOn !== undefined && diedOn !== undefined && diedOn < bornOn) {
      context.addIssue({ code: 'custom', path: ['died_on'], message: `is before ${bornOn}` });
    }
    for (const what of ['blocked', 'deserving'] as const) {
      const [from, to] = [row[`${what}_from`], row[`${what}_to`]];
      if (to === undefined || (from !== undefined && to >= from)) continue;
      const message = from === undefined ? `needs ${what}_from` : `is before ${from}`;
      context.addIssue({ code: 'custom', path: [`${what}_to`], message });
    }
  });

/** One member of a family, as the file tells it. */
export interface MemberRow {
  /** Of the file alone: it keeps the rows of a family together and is not stored. */
  readonly familyKey: string;
  readonly districtPcode: string;
  readonly enrolledOn: IsoDate;
  readonly cnic: Cnic;
  readonly name: string;
  readonly sex?: 'male' | 'female' | 'other' | undefined;
  readonly bornOn?: IsoDate | undefined;
  readonly diedOn?: IsoDate | undefined;
  readonly relation: string;
  readonly memberFrom: IsoDate;
  readonly registeredOn?: IsoDate | undefined;
  readonly blockedFrom?: IsoDate | undefined;
  readonly blockedTo?: IsoDate | undefined;
  readonly permanentPcode?: string | undefined;
  /** Of the family: its rows say the same. */
  readonly deservingFrom?: IsoDate | undefined;
  readonly deservingTo?: IsoDate | undefined;
}

/** The project's own file of families: one row a member, the rows of a family next to each other. */
export const familiesFormat: RowFormat<MemberRow> = {
  name: 'families',
  required: [
    ...['family_key', 'district_pcode', 'enrolled_on', 'cnic', 'name', 'relation', 'member_from'],
  ],
  optional: [
    ...['sex', 'born_on', 'died_on', 'registered_on', 'blocked_from', 'blocked_to'],
    ...['permanent_pcode', 'deserving_from', 'deserving_to'],
  ],
  keyOf: ({ cnic: number = '' }) => normaliseCnic(number),
  keyIsSecret: true,
  mostInGroup: MOST_MEMBERS,
  groupOf: ({ family_key: family = '' }) => (family === '' ? undefined : family),
  parse: (fields) =>
    parseFields(schema, fields, (row) =>
      onlyPresent<MemberRow>({
        familyKey: row.family_key,
        districtPcode: row.district_pcode,
        enrolledOn: row.enrolled_on,
        cnic: row.cnic,
        name: row.name,
        sex: row.sex,
        bornOn: row.born_on,
        diedOn: row.died_on,
        relation: row.relation,
        memberFrom: row.member_from,
        registeredOn: row.registered_on,
        blockedFrom: row.blocked_from,
        blockedTo: row.blocked_to,
        permanentPcode: row.permanent_pcode,
        deservingFrom: row.deserving_from,
        deservingTo: row.deserving_to,
      }),
    ),
};
