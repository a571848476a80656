/** class-transformer keeps the types of nested fields here and tells nobody else. */
declare module 'class-transformer/cjs/storage' {
  type Class = new () => object;
  export const defaultMetadataStorage: {
    findTypeMetadata(target: unknown, property: string): { typeFunction(): Class } | undefined;
  };
}
