import { z } from 'zod';
import type { IsoDate } from '../../domain/calendar.js';
import { normaliseCnic, type Cnic } from '../../domain/ids.js';
import { cnic, district, MOST_MEMBERS } from './families.format.js';
import { code, day, onlyPresent, parseFields, text } from './fields.js';
import type { RowFormat } from './rows.js';

const schema = z
  .strictObject({
    cnic,
    from_on: day,
    relation: text(40),
    joins_cnic: cnic.optional(),
    new_family_key: code.optional(),
    district_pcode: district.optional(),
    registered_on: day.optional(),
  })
  .superRefine((row, context) => {
    const { joins_cnic: joins, new_family_key: newKey, district_pcode: pcode } = row;
    const refuse = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if ((joins === undefined) === (newKey === undefined)) {
      refuse('joins_cnic', 'stands, or new_family_key does: one of them');
    }
    if (joins !== undefined && joins === row.cnic) refuse('joins_cnic', 'is the same number');
    if ((newKey === undefined) !== (pcode === undefined)) {
      refuse('district_pcode', 'stands with new_family_key, and only there');
    }
  });

/** Somebody who goes to another family from a day, as NADRA tells it. */
export interface MoveRow {
  readonly cnic: Cnic;
  readonly fromOn: IsoDate;
  /** In the family that is joined. */
  readonly relation: string;
  /** A member of the family that is joined, … */
  readonly joinsCnic?: Cnic | undefined;
  /** … or of the file alone: it keeps the rows of a new family together and is not stored. */
  readonly familyKey?: string | undefined;
  readonly districtPcode?: string | undefined;
  readonly registeredOn?: IsoDate | undefined;
}

/** The project's own file of moves: one row a person, the rows of a new family next to each other. */
export const movesFormat: RowFormat<MoveRow> = {
  name: 'moves',
  required: ['cnic', 'from_on', 'relation'],
  optional: ['joins_cnic', 'new_family_key', 'district_pcode', 'registered_on'],
  keyOf: ({ cnic: number = '' }) => normaliseCnic(number),
  keyIsSecret: true,
  mostInGroup: MOST_MEMBERS,
  groupOf: ({ new_family_key: family = '' }) => (family === '' ? undefined : family),
  parse: (fields) =>
    parseFields(schema, fields, (row) =>
      onlyPresent<MoveRow>({
        cnic: row.cnic,
        fromOn: row.from_on,
        relation: row.relation,
        joinsCnic: row.joins_cnic,
        familyKey: row.new_family_key,
        districtPcode: row.district_pcode,
        registeredOn: row.registered_on,
      }),
    ),
};
