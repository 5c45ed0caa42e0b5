export { CoverBook } from './cover-book.js';
export type { Cause, CoverOwner } from './cover-book.js';
