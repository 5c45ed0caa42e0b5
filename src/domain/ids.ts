/**
 * Identifiers that the compiler keeps apart. Ids of family-keyed things are UUIDv7 whose last byte is
 * the family's lane, so that a look-up by id knows where to go.
 */
type Id<Name extends string> = string & { readonly __id: Name };

export type FamilyId = Id<'family'>;
export type PersonId = Id<'person'>;
export type ClaimId = Id<'claim'>;
export type HospitalId = Id<'hospital'>;

/** 0 to 255: where a family's rows live, for ever. */
export type Lane = number & { readonly __brand: 'Lane' };

/** A CNIC or B-form number: 13 digits, no dashes. It never leaves the registry. */
export type Cnic = string & { readonly __brand: 'Cnic' };

const URDU_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

/**
 * Thirteen digits from what a person typed: dashes and spaces dropped, Urdu and Arabic digits read.
 * Undefined when that does not leave 13 digits. Only NADRA knows whether the number exists: it has no
 * published check digit.
 */
export function normaliseCnic(text: string): Cnic | undefined {
  let digits = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char >= '0' && char <= '9') digits += char;
    else if (code >= URDU_ZERO && code <= URDU_ZERO + 9) digits += String(code - URDU_ZERO);
    else if (code >= ARABIC_ZERO && code <= ARABIC_ZERO + 9) digits += String(code - ARABIC_ZERO);
    else if (!/[\s\u2010-\u2015-]/.test(char)) return undefined;
  }
  return digits.length === 13 ? (digits as Cnic) : undefined;
}
