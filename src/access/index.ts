export { accessPlugin, callerOf, rowScopeOf } from './authenticate.js';
export { endKey, issueKey, readKeys } from './keys.js';
