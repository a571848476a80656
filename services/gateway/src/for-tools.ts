/** For the proof of access: which route asks what, and so who may pass. */
export { TABLES } from './http/tables';
