export { accessPlugin, callerOf, rowScopeOf } from './authenticate.js';
export type { AccessDeps, Caller } from './authenticate.js';
export { endKey, issueKey, readKeys } from './keys.js';
export type { IssuedKey } from './keys.js';
