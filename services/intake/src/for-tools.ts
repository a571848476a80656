/** For proofs: how a register is entered that nobody types in, and whose keys are destroyed with a person's. */
export { BlindIndex } from './storage/blind-index';
export { keyOwnersOf } from './storage/key-owners.store';
export { cipherOf, openKeys } from './storage/sealing';
