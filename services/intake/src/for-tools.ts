/** For the proof of duplicates: how a register is entered that nobody types in. */
export { BlindIndex } from './storage/blind-index';
