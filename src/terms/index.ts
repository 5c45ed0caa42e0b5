export { adjustOpenCover } from './adjust-open-cover.js';
export { bringTerms } from './bring-terms.js';
export { loadTerms, tellRemark } from './load-terms.js';
export { tellApplied, tellLoaded } from './tell.js';
