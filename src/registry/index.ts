export { hashOfContact, hashOfNumber, seal, unseal } from './identity.js';
export { hospitalFacts, packageFacts, termsOn } from './reference.js';
export type { DatedTerms, HospitalRecord, Reference } from './reference.js';
export { ReferenceCache, referenceIn } from './reference-cache.js';
export { findPeopleByHash, findUnmatchedHash, keepUnmatched, personOn } from './directory.store.js';
export { readFamilies, readPeople } from './family.store.js';
export type { FamilyRecord } from './family.store.js';
export { DISTRICTS } from './reference/districts.js';
export {
  registerFamilies,
  registerHospitals,
  registerPackages,
  registerSchemeDistricts,
  registerSchemes,
} from './register.js';
export type { FamilyDraft, HospitalDraft } from './register.js';
export { loadReference } from './load-reference.js';
export { FileRefused, openImport, IMPORT_KINDS } from './import/read-import.js';
export type { ImportKind } from './import/read-import.js';
export { findSchemes, lockImports } from './import/import.store.js';
export { raiseVersion } from './reference.store.js';
export { writeImport } from './import/write-import.js';
export type { ImportCounts, LineReport } from './import/write-import.js';
export { TRIAL_SCHEME } from './import/trial-scheme.js';
export { fingerprintOfTerms, termsFromJson, termsToJson } from './terms.codec.js';
export { readTermsFile, TermsRefused } from './terms-file.js';
