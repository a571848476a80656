import { DefaultNamingStrategy } from 'typeorm';

const snake = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();

/** Columns are the snake_case of their properties; tables are named by hand. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return [...prefixes.map(snake), custom ?? snake(property)].join('_');
  }
}
