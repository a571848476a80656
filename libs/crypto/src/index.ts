export { CreateKeys1760000000000 } from './create-keys';
export { DataKeys } from './data-keys';
export { FileKek } from './file-kek';
export { KeyStore } from './key-store';
export { RowCipher } from './row-cipher';
export { TransitKek, type TransitSettings } from './transit-kek';
