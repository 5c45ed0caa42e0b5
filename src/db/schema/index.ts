export * from './access.js';
export * from './admissions.js';
export * from './claims.js';
export * from './cover.js';
export * from './feeds.js';
export * from './people.js';
export * from './reference.js';
export * from './settlement.js';
