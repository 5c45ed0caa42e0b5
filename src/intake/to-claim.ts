import { createHash } from 'node:crypto';
import { dayInKarachi, type IsoDate } from '../domain/calendar.js';
import type { Claim, ClaimExtra } from '../domain/claim/claim.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { hashOfContact, seal, unseal } from '../registry/index.js';
import type { ClaimBody, ClaimContent } from './claim.contract.js';

/** What is kept of a body: the CNIC is left out, the contact number sealed for the claim. */
export function contentOf(body: ClaimBody, claimId: string, keys: CnicKeys): ClaimContent {
  const { cnic: _cnic, contactNumber, ...content } = body;
  if (contactNumber === undefined) return content;
  const digits = contactNumber.replace(/\D/g, '');
  const { keyId, cipher } = seal(keys, digits, claimId);
  return {
    ...content,
    contact: { hash: hashOfContact(keys, digits), keyId, cipher: cipher.toString('base64') },
  };
}

/** The same content under another claim's id: the contact number is sealed for that one. */
export function contentFor(
  content: ClaimContent,
  ids: { readonly from: string; readonly to: string },
  keys: CnicKeys,
): ClaimContent {
  const { contact } = content;
  if (contact === undefined) return content;
  const sealed = { keyId: contact.keyId, cipher: Buffer.from(contact.cipher, 'base64') };
  const { keyId, cipher } = seal(keys, unseal(keys, sealed, ids.from), ids.to);
  return { ...content, contact: { ...contact, keyId, cipher: cipher.toString('base64') } };
}

export interface Days {
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
}

/** The days in Karachi on which a stay begins and ends. */
export function daysOf(content: Pick<ClaimContent, 'admittedAt' | 'dischargedAt'>): Days {
  return {
    admittedOn: dayInKarachi(new Date(content.admittedAt)),
    dischargedOn: dayInKarachi(new Date(content.dischargedAt)),
  };
}

/**
 * Equal for two claims exactly when person, hospital, dates, diagnoses, procedures and amounts are
 * equal; the order in which lines and diagnoses are listed does not matter. An extra makes no other claim
 * of it.
 */
export function duplicateKeyOf(
  who: string,
  hospitalId: string,
  days: Days,
  content: Pick<ClaimContent, 'diagnoses' | 'lines'>,
): Buffer {
  const lines = content.lines
    .map((line) =>
      [line.packageCode, line.side ?? '', line.quantity, line.unitPricePaisa].join('|'),
    )
    .sort();
  const diagnoses = content.diagnoses.map((code) => code.replace('.', '')).sort();
  const parts = [who, hospitalId, days.admittedOn, days.dischargedOn, diagnoses, lines];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

export interface ClaimKeys {
  readonly id: string;
  readonly hospitalId: string;
  readonly personId?: string | undefined;
  readonly familyId?: string | undefined;
  readonly revisionOf?: string | undefined;
  readonly receivedAt: Date;
}

/** The claim as the judge sees it. */
export function toClaim(keys: ClaimKeys, content: ClaimContent): Claim {
  return {
    id: keys.id as ClaimId,
    hospitalId: keys.hospitalId as HospitalId,
    hospitalClaimNo: content.hospitalClaimNo,
    ...(keys.personId === undefined ? {} : { personId: keys.personId as PersonId }),
    ...(keys.familyId === undefined ? {} : { familyId: keys.familyId as FamilyId }),
    ...(keys.revisionOf === undefined ? {} : { revisionOf: keys.revisionOf as ClaimId }),
    ...daysOf(content),
    receivedOn: dayInKarachi(keys.receivedAt),
    ...(content.wardDays === undefined ? {} : { wardDays: content.wardDays }),
    admissionType: content.admissionType,
    dischargeType: content.dischargeType,
    ...(content.statedSex === undefined ? {} : { statedSex: content.statedSex }),
    newborn: content.newborn,
    ...(content.newbornBornOn === undefined ? {} : { newbornBornOn: content.newbornBornOn }),
    diagnoses: content.diagnoses,
    lines: content.lines.map((line, index) => ({
      ...line,
      lineNo: index + 1,
      unitPricePaisa: paisa(line.unitPricePaisa),
      implants: line.implants.map((implant) => ({
        batch: implant.batch,
        expiresOn: implant.expiresOn,
        ...(implant.pricePaisa === undefined ? {} : { pricePaisa: paisa(implant.pricePaisa) }),
      })),
    })),
    ...(content.extras === undefined ? {} : { extras: extrasOf(content, content.extras) }),
    documents: content.documents,
  };
}

function extrasOf(
  { lines }: Pick<ClaimContent, 'lines'>,
  extras: NonNullable<ClaimContent['extras']>,
): readonly ClaimExtra[] {
  return extras.map(({ kind, days, askedPaisa, paidOn, toDistrictPcode }, index) => ({
    lineNo: lines.length + index + 1,
    kind,
    ...(days === undefined ? {} : { days }),
    askedPaisa: paisa(askedPaisa),
    paidOn,
    ...(toDistrictPcode === undefined ? {} : { toDistrictPcode }),
  }));
}
