export { accessPlugin, callerOf, rowScopeOf } from './authenticate.js';
export { hospitalOf, hospitalQuery } from './hospital-of.js';
export { endKey, issueKey, readKeys } from './keys.js';
