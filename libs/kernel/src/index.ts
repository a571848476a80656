export * from './actor';
export * from './calendar';
export * from './working-days';
export * from './code-lists';
export * from './context';
export * from './errors';
export * from './machine';
export * from './my-number';
